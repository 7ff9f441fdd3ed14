"""Django's rules for passwords, said as an office says them."""

from django.contrib.auth import password_validation as rules


class LongEnough(rules.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"密码至少{self.min_length}个字符。"

    def get_help_text(self) -> str:
        return f"至少{self.min_length}个字符。"


class UnlikeThePerson(rules.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return "密码与用户名、姓名、手机号码或邮箱过于相近，请更换。"

    def get_help_text(self) -> str:
        return "不能与用户名、姓名、手机号码、邮箱相近。"


class Uncommon(rules.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "这个密码过于常见，请更换。"

    def get_help_text(self) -> str:
        return "不能是常见密码。"


class NotOnlyDigits(rules.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return "密码不能全是数字。"

    def get_help_text(self) -> str:
        return "不能全是数字。"
