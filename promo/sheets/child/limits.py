"""What a workbook may be at most, and the one way to say that it cannot be taken."""

MEMORY = 600 * 2**20
CPU_SECONDS = 60
MOST_INFLATED = 100 * 2**20
MOST_PARTS = 2_000
MOST_SHEETS = 50
MOST_ROWS = 20_500  # 20,000 projects with their title, heads, headings and totals
MOST_COLUMNS = 200
LAST_COLUMN = 16_384  # of any workbook; what claims to stand beyond it stands nowhere
MOST_CELLS = 1_000_000  # with content, in the whole workbook
MOST_AREA = 6_000_000  # cells between the first and the last one of a sheet, empty ones too
MOST_MERGES = 2_000
MOST_SPANNED = 200_000  # cells that merged areas of a web page cover
LONGEST_CELL = 32_767

BROKEN = "文件已损坏或不完整，请用Excel或WPS打开后另存为xlsx格式再导入。"
LOCKED = "该文件设有打开密码或已加密，请取消密码后重新上传。"
NO_TABLE = "文件内容不是表格，请使用xlsx、xls、ods或csv格式的文件。"
NOT_A_LIST = "该文件是网页或XML格式，其中没有表格，请用Excel或WPS打开后另存为xlsx格式再导入。"
XML_2003 = "该文件是“XML电子表格2003”格式，请用Excel或WPS打开后另存为xlsx格式再导入。"
UNSAFE = "文件中含有不安全的XML声明，请用Excel或WPS打开后另存为xlsx格式再导入。"
INFLATED = "文件解压后超过100MB，请拆分后再导入。"
MERGED = f"合并单元格超过{MOST_MERGES}处，请取消合并后再导入。"
SPREAD = "表格范围过大，可能有远离表格的内容，请删除多余的行和列后再导入。"
CODING = "文件的文字编码无法识别，请另存为UTF-8编码的csv或xlsx格式再导入。"


class Refusal(Exception):
    """The workbook cannot be taken; the text is the sentence for the person who sent it."""
