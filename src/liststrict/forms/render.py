"""Templates and values into the bytes of a .docx. The only place that knows docxtpl and jinja2.

A value is text and nothing else: it is escaped down to the braces, so that neither XML nor the
template language sees it. A template comes from outside as well; it runs in a sandbox.
"""

import io
import re
from typing import TYPE_CHECKING, Any, Final

from liststrict.errors import InputError
from liststrict.forms.clean import clean
from liststrict.forms.package import repacked

if TYPE_CHECKING:
    from jinja2 import Environment

_MISSING: Final = (
    '生成 Word 文件需要附加组件；请先运行 pip install "liststrict[office]"（或联系管理员安装）'
)


def render(template: bytes, shown_as: str, fields: dict[str, Any]) -> bytes:
    """The filled-in document. Raises InputError, with the place, for a template that is broken."""
    try:
        from docxtpl import DocxTemplate
        from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError
    except ImportError:
        raise InputError(_MISSING) from None

    class Form(DocxTemplate):  # type: ignore[misc]
        def render_properties(self, *_: Any, **__: Any) -> None:
            """Properties stay those of the template: no names of persons in hidden places."""

    target = io.BytesIO()
    try:
        document = Form(io.BytesIO(template))
        document.render(fields, _environment(), autoescape=True)
        document.save(target)
    except UndefinedError as error:
        raise InputError(
            f"{shown_as}：模板里的字段“{_last_name(error)}”不存在；请核对字段名"
        ) from None
    except TemplateSyntaxError as error:
        raise InputError(
            f"{shown_as}：模板里的标记写错了{_near(error)}；请检查花括号和百分号是否成对"
        ) from None
    except TemplateError:
        raise InputError(
            f"{shown_as}：模板里的标记用了不允许的写法；请只用字段、if 和 for"
        ) from None
    except Exception:
        # python-docx and lxml have dozens of ways to fail on a damaged file.
        raise InputError(
            f"{shown_as}：模板无法套用，可能已损坏；请用 liststrict form init 文件夹 重新导出"
        ) from None
    return repacked(target.getvalue())


def _environment() -> "Environment":
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, finalize=_literal, autoescape=True
    )


def _literal(value: Any) -> Any:
    """A value as text that means itself in XML and to docxtpl, which rewrites `{_{` and the like."""
    from markupsafe import Markup, escape

    if value is None:
        return ""
    words = "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    safe = str(escape(clean(words)))
    return Markup(safe.replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704  (escaped above)


def _last_name(error: Exception) -> str:
    """jinja2 names the field last: 'x' is undefined, 'str object' has no attribute 'x'."""
    names: list[str] = re.findall(r"'([^']*)'", str(error))
    return names[-1] if names else "？"


def _near(error: Any) -> str:
    lines = [line.strip() for line in getattr(error, "docx_context", ()) if line.strip()]
    marked = [line for line in lines if "{" in line]
    return f"（在“{marked[0][:60]}”附近）" if marked else ""
