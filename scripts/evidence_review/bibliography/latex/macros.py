r"""Tables of LaTeX macros and their text in Unicode; most symbols come from pylatexenc.

Text macros: https://ctan.org/pkg/latex2e-help-texinfo, chapters 4 and 23.
biblatex's own: https://ctan.org/pkg/biblatex, manual, section 4.7.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from pylatexenc.latex2text import get_default_latex_context_db

ACCENTS: Mapping[str, str] = {
    '"': "\u0308",
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "b": "\u0331",
    "c": "\u0327",
    "d": "\u0323",
    "G": "\u030f",
    "H": "\u030b",
    "h": "\u0309",
    "k": "\u0328",
    "r": "\u030a",
    "t": "\u0361",
    "u": "\u0306",
    "U": "\u030e",
    "v": "\u030c",
    "cb": "\u0326",
    "cfac": "\u0327",
    "lfhook": "\u0326",
    "ocirc": "\u030a",
    "polhk": "\u0328",
    "soft": "\u030c",
    "uarc": "\u0306",
    "udot": "\u0323",
    "not": "\u0338",
    "textcommabelow": "\u0326",
    "textacutemacron": "\u0304\u0301",
    "textgravemacron": "\u0304\u0300",
    "acute": "\u0301",
    "bar": "\u0304",
    "breve": "\u0306",
    "check": "\u030c",
    "ddot": "\u0308",
    "dot": "\u0307",
    "grave": "\u0300",
    "hat": "\u0302",
    "mathring": "\u030a",
    "overline": "\u0305",
    "tilde": "\u0303",
    "underline": "\u0332",
    "vec": "\u20d7",
    "widehat": "\u0302",
    "widetilde": "\u0303",
}
"""The combining characters for each accent: U+0301 is an acute accent, U+0308 a diaeresis, and so on."""

ALONE: Mapping[str, str] = {'"': '"', "'": "'", "`": "`", "^": "^", "~": "~", "=": "", ".": "."}
"""The text for an accent without a letter."""

TAGGED: Mapping[str, str] = {
    "emph": "<i>%s</i>",
    "textit": "<i>%s</i>",
    "textsl": "<i>%s</i>",
    "mkbibemph": "<i>%s</i>",
    "mkbibitalic": "<i>%s</i>",
    "mathit": "<i>%s</i>",
    "textbf": "<b>%s</b>",
    "mkbibbold": "<b>%s</b>",
    "textsuperscript": "<sup>%s</sup>",
    "mkbibsuperscript": "<sup>%s</sup>",
    "textsubscript": "<sub>%s</sub>",
    "mkbibsubscript": "<sub>%s</sub>",
    "textsc": '<span style="font-variant:small-caps;">%s</span>',
    "mkbibparens": "(%s)",
    "mkbibbrackets": "[%s]",
    "parentext": "(%s)",
    "brackettext": "[%s]",
    "sqrt": "√%s",
    "pmod": "(mod %s)",
}
"""The text for each macro with one argument, which replaces `%s`."""

CASES: Mapping[str, Callable[[str], str]] = {
    "uppercase": str.upper, "MakeUppercase": str.upper, "MakeTextUppercase": str.upper,
    "lowercase": str.lower, "MakeLowercase": str.lower, "MakeTextLowercase": str.lower,
}  # fmt: skip
"""Macros that change the case of their argument, with the function that does it."""

QUOTING = frozenset({"enquote", "mkbibquote", "qt"})
"""Macros that put their argument in quotation marks."""

DROPPED: Mapping[str, int] = {
    "begin": 1, "color": 1, "end": 1, "footnote": 1, "footnotemark": 0, "fontsize": 2, "hphantom": 1,
    "hspace": 1, "hyphenation": 1, "index": 1, "label": 1, "noopsort": 1, "nocite": 1, "phantom": 1,
    "selectlanguage": 1, "setlength": 2, "SortNoop": 1, "sortnoop": 1, "thanks": 1, "vphantom": 1,
    "vspace": 1, "bibinfo": 1, "bibfield": 1, "textcolor": 1, "foreignlanguage": 1, "raisebox": 1,
    "fontencoding": 1, "fontfamily": 1, "fontseries": 1, "fontshape": 1, "fontspec": 1, "providecommand": 2,
    "newcommand": 2, "switchargs": 1,
}  # fmt: skip
"""Macros that are removed, with the number of arguments that are removed with each."""

DECLARATIONS: Mapping[str, str] = {
    "em": "emph", "it": "emph", "itshape": "emph", "sl": "emph", "slshape": "emph", "bf": "textbf",
    "bfseries": "textbf", "sc": "textsc", "scshape": "textsc",
}  # fmt: skip
"""Macros that change the rest of their group, with the macro in `TAGGED` that does this to an argument."""

SILENT = frozenset(
    {
        "allowbreak", "boldmath", "bgroup", "bigl", "bigr", "Bigl", "Bigr", "big", "Big", "bm", "break",
        "centering", "cal", "clearpage", "displaystyle", "egroup", "endgroup", "begingroup", "ensuremath",
        "expandafter", "fboxsep", "flushleft", "flushright", "footnotesize", "frenchspacing", "hbox", "hfil",
        "hfill", "huge", "Huge", "ignorespaces", "large", "Large", "LARGE", "left",
        "leavevmode", "limits", "linebreak", "long", "mathbf", "mathcal", "mathop", "mathord",
        "mathrm", "mathscr", "mathsf", "mathstrut", "mathtt", "mbox", "mdseries", "medskip", "middle", "mit",
        "newblock", "nobreak", "nobreakspace", "noexpand", "nohyphens", "noindent", "nolimits",
        "nonfrenchspacing", "normalfont", "normalsize", "null", "operatorname", "pagebreak", "par",
        "protect", "quad", "relax", "right", "rm", "rmfamily", "scriptscriptstyle", "scriptsize",
        "scriptstyle", "sf", "sffamily", "small", "smallskip", "smash", "strut", "text", "textlatin",
        "textmd", "textnormal", "textrm", "textsf", "textstyle", "texttt", "textup", "tiny", "tt", "ttfamily",
        "unboldmath", "unskip", "upshape", "vbox", "xspace", "bigskip", "mathnormal", "string",
        "nocaps", "NoCaseChange", "autocap", "bibstring", "bibsentence",
        "textbar", "mathchar", "char", "cyrchar", "selectfont", "aftergroup", "isdot", "nopunct",
        "midsentence", "noop", "germ", "scr", "Bbb", "bold", "boldsymbol", "nobreakdash", "discretionary",
    }
) - {"nobreakspace", "quad", "textbar"}  # fmt: skip
"""Macros without any effect here; their arguments are shown."""

_OWN: Mapping[str, str] = {
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX 2ε", "BibTeX": "BibTeX", "AmS": "AMS", "AMS": "AMS",
    "AmSTeX": "AMS-TeX", "AmSLaTeX": "AMS-LaTeX", "XeTeX": "XeTeX", "XeLaTeX": "XeLaTeX", "LuaTeX": "LuaTeX",
    "LuaLaTeX": "LuaLaTeX", "ConTeXt": "ConTeXt", "METAFONT": "METAFONT", "MF": "METAFONT",
    "METAPOST": "METAPOST", "MP": "METAPOST", "SLiTeX": "SLiTeX", "PS": "PostScript", "copyright": "©",
    "textcopyright": "©", "pounds": "£", "S": "§", "P": "¶", "slash": "/", "textbackslash": "\\",
    "backslash": "\\", "textbar": "|", "nobreakspace": "\u00a0", "space": " ", "enspace": " ",
    "thinspace": "\u2009", "quad": " ", "qquad": " ", "newline": " ", "bullet": "•", "lq": "‘", "rq": "’",
    "dq": '"', "textgreater": ">", "textless": "<", "textasciicircum": "^", "textasciitilde": "~",
    "textasciigrave": "`", "textquotedbl": '"', "textquotesingle": "'", "textunderscore": "_",
    "textdollar": "$", "textpercent": "%", "textampersand": "&", "lbrace": "{", "rbrace": "}",
    "textbraceleft": "{", "textbraceright": "}", "adddot": ".", "addcomma": ",", "addcolon": ":",
    "addspace": " ", "addnbspace": "\u00a0", "addthinspace": "\u2009", "bibrangedash": "–", "hyphen": "-",
    "bibdash": "–", "dash": "—", "ldots": "…", "dots": "…", "dotsc": "…", "guillemetleft": "«",
    "guillemetright": "»", "flqq": "«", "frqq": "»", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘",
    "flq": "‹", "frq": "›", "quotedblbase": "„", "quotesinglbase": "‚", "i": "ı", "j": "ȷ", "DH": "Ð",
    "dh": "ð", "DJ": "Đ", "dj": "đ", "TH": "Þ", "th": "þ", "NG": "Ŋ", "ng": "ŋ", "SS": "ẞ", "today": "today",
    "apostrophe": "’", "textapostrophe": "’", "mod": "mod", "over": "/", "choose": "choose", "colon": ":",
    "cdots": "⋯", "texteuro": "€", "euro": "€", "EUR": "€", "ordfeminine": "ª", "ordmasculine": "º",
    "degree": "°", "textnumero": "№", "bigcirc": "○", "ohm": "Ω", "angstrom": "Å", "micro": "µ",
    "cprime": "\u02b9", "cdprime": "\u02ba", "dbar": "đ", "Dbar": "Đ", "og": "« ", "fg": " »",
    "permil": "‰", "degC": "°C", "dotlessi": "ı", "inodot": "ı", "textminus": "−", "textepsilon": "ɛ",
    "textgamma": "ɣ", "textopeno": "ɔ", "texteng": "ŋ", "textesh": "ʃ", "bibinitperiod": ".",
    "prime": "\u2032", "textperiodcentered": "·", "textcdot": "·", "circledR": "®", "ohorn": "ơ",
    "OHORN": "Ơ", "uhorn": "ư", "UHORN": "Ư", "textbari": "ɨ", "ndash": "–", "mdash": "—",
    "textdegreecelsius": "°C", "celsius": "°C", "bibnamedelima": " ", "bibnamedelimb": " ", "det": "det",
    "dim": "dim", "ker": "ker", "arg": "arg", "Pr": "Pr", "gcd": "gcd", "hom": "hom", "deg": "deg",
    "cot": "cot", "sec": "sec", "csc": "csc", "lg": "lg", "bmod": "mod", "lt": "<", "gt": ">", "ne": "≠",
    "less": "<", "greater": ">",
    "iff": "⟺", "implies": "⟹", "gets": "←", "land": "∧", "lor": "∨", "lbrack": "[", "rbrack": "]",
    "Re": "ℜ", "Im": "ℑ", "imath": "ı", "jmath": "ȷ", "checkmark": "✓", "Box": "□", "qed": "∎",
}  # fmt: skip

"""Macros that pylatexenc does not have, or for which another text is better here."""

_GREEK = (
    "alpha", "beta", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi",
    "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi",
    "Pi", "Sigma", "Phi", "Psi", "Omega",
)  # fmt: skip
"""The Greek letters that the package `textgreek` offers in texts."""

CHARACTERS: Mapping[str, str] = {
    " ": " ", "\n": " ", "\t": " ", ",": "\u2009", ";": " ", ":": " ", ">": " ", "!": "", "-": "", "/": "",
    "@": "", "*": "", "+": "", "\\": " ", "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{",
    "}": "}", "|": "‖", "<": "", "(": "", ")": "", "[": "", "]": "",
}  # fmt: skip
"""The text for a backslash before a character that is not a letter; `\\u2009` is a thin space."""

BLACKBOARD: Mapping[str, str] = {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}
"""The letters that `\\mathbb` produces."""


@lru_cache(maxsize=1)
def symbols() -> Mapping[str, str]:
    """Return the text for each macro without arguments, by name."""
    texts: dict[str, str] = {}
    context = get_default_latex_context_db()
    for category in context.categories():
        for macro in context.iter_macro_specs([category]):
            text = macro.simplify_repl
            if isinstance(text, str) and not {"%", "<", "\n"} & set(text):
                texts.setdefault(macro.macroname, text)
    letters = {name: text for name, text in texts.items() if name.isalpha()}
    greek = {f"text{name}": letters[name] for name in _GREEK}
    return {**letters, **greek, **_OWN}
