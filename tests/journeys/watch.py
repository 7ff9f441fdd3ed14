"""Looks over the shoulder of every page: nothing may go wrong in the browser or leave this machine."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

OWN_SCHEMES = ("data:", "blob:", "about:")
# A broken rule of the content policy is told by the page itself, whatever the console says about it.
TELL_BROKEN_RULES = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy ${event.violatedDirective} broken by ${event.blockedURI || "inline"}`))"""


@dataclass
class Watch:
    """`troubles` fills with sentences for the programmer; a good journey leaves it empty."""

    base: str
    troubles: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.add_init_script(TELL_BROKEN_RULES)
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", self._threw)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.base}/", *OWN_SCHEMES)):
            self.troubles.append(f"asked elsewhere: {request.url}")

    def _answered(self, response: Response) -> None:
        """A whole page may say 403, 404 or 422 to a person; a part of a page may not, and nothing says 500."""
        is_page = response.request.resource_type == "document"
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.troubles.append(f"{response.status} {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.troubles.append(f"console: {message.text}")

    def _threw(self, error: WebError) -> None:
        self.troubles.append(f"script: {error.error}")
