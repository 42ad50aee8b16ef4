"""A Plural-Forms header to the number of forms and a rule, without trusting a word of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from exporter.localization.tags import fallbacks

Rule: TypeAlias = Callable[[int], int]

# CLDR's rules for whole numbers as gettext writes them; Babel is asked for other languages.
_HEADERS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
    "n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
    "en": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
}
_HEADER = re.compile(
    r"\s*nplurals\s*=\s*([0-9]{1,3})\s*;\s*plural\s*=\s*([-n0-9%<>=!&|?:()+*/ \t]{1,500}?)\s*;?\s*"
)
_TOKEN = re.compile(r"\s*(&&|\|\||[<>=!]=|[-n%<>?:()!+*/]|[0-9]{1,9})")
_SAMPLE = (*range(220), 1000, 1001, 1002, 1011, 1100, 10_000, 100_000, 1_000_000)
_MAX_DEPTH = 40


class PluralFormsError(ValueError):
    """Say what is wrong with a Plural-Forms value."""


@dataclass(frozen=True, slots=True)
class PluralForms:
    """Hold a language's count of plural forms and the rule that chooses one."""

    count: int
    rule: Rule

    def __call__(self, number: int) -> int:
        """Return the form of a number, from 0."""
        return min(max(self.rule(number), 0), self.count - 1)


def plural_header(tag: str) -> str:
    """Return the Plural-Forms value of a locale: its own, as Brazilian Portuguese has, or its language's."""
    written = (_HEADERS[name] for name in fallbacks(tag) if name in _HEADERS)
    return next(written, "") or _babel_header(tag)


@cache
def plural_forms(tag: str) -> PluralForms:
    """Return a locale's own plural forms, whatever its catalogs say."""
    return read_plural_forms(plural_header(tag))


def read_plural_forms(value: str) -> PluralForms:
    """Read a header's value; raise PluralFormsError when it is not C as gettext knows it."""
    found = _HEADER.fullmatch(value)
    if not found:
        raise PluralFormsError(f"{value[:60]!r} is no rule for plural forms")
    return PluralForms(int(found[1]), _Parser(found[2]).rule())


def check_plural_forms(value: str, tag: str) -> None:
    """Raise PluralFormsError unless a header says the same as CLDR for each number."""
    expected = plural_forms(tag)
    found = read_plural_forms(value)
    if found.count != expected.count:
        raise PluralFormsError(f"nplurals is {found.count}, not {expected.count}")
    try:
        wrong = next((n for n in _SAMPLE if found.rule(n) != expected.rule(n)), None)
    except ZeroDivisionError:
        raise PluralFormsError("the rule divides by zero") from None
    if wrong is not None:
        raise PluralFormsError(f"the rule gives the number {wrong} the wrong form")


def _babel_header(tag: str) -> str:
    from babel.messages.plurals import DEFAULT_PLURAL, PLURALS

    # Babel's table for gettext: CLDR's own rules have forms for fractions, which messages never count.
    names = (name.replace("-", "_") for name in fallbacks(tag))
    count, rule = next((PLURALS[name] for name in names if name in PLURALS), DEFAULT_PLURAL)
    return f"nplurals={count}; plural={rule};"


class _Parser:
    """Read C's expressions of n by precedence; lengths and depth are bounded."""

    _LEVELS: tuple[tuple[str, ...], ...] = (
        ("||",),
        ("&&",),
        ("==", "!="),
        ("<", ">", "<=", ">="),
        ("+", "-"),
        ("*", "/", "%"),
    )

    def __init__(self, text: str) -> None:
        self.tokens = _tokens(text)
        self.position = 0

    def rule(self) -> Rule:
        found = self.choice(0)
        if self.position < len(self.tokens):
            raise PluralFormsError(f"the rule goes wrong at {self.tokens[self.position]!r}")
        return found

    def choice(self, depth: int) -> Rule:
        if depth > _MAX_DEPTH:
            raise PluralFormsError("the rule is nested too deep")
        condition = self.binary(0, depth)
        if not self.accept("?"):
            return condition
        first = self.choice(depth + 1)
        self.expect(":")
        second = self.choice(depth + 1)
        return lambda n: first(n) if condition(n) else second(n)

    def binary(self, level: int, depth: int) -> Rule:
        if level == len(self._LEVELS):
            return self.unary(depth)
        found = self.binary(level + 1, depth)
        while sign := self.accept(*self._LEVELS[level]):
            found = _operation(sign, found, self.binary(level + 1, depth))
        return found

    def unary(self, depth: int) -> Rule:
        if depth > _MAX_DEPTH:
            raise PluralFormsError("the rule is nested too deep")
        if self.accept("!"):
            denied = self.unary(depth + 1)
            return lambda n: int(not denied(n))
        if self.accept("("):
            inner = self.choice(depth + 1)
            self.expect(")")
            return inner
        if self.accept("n"):
            return lambda n: n
        operand = self.tokens[self.position] if self.position < len(self.tokens) else ""
        self.position += 1
        if not operand.isdigit():
            raise PluralFormsError(f"the rule goes wrong at {operand!r}")
        number = int(operand)
        return lambda _: number

    def accept(self, *signs: str) -> str:
        token = self.tokens[self.position] if self.position < len(self.tokens) else ""
        if token not in signs:
            return ""
        self.position += 1
        return token

    def expect(self, sign: str) -> None:
        if not self.accept(sign):
            raise PluralFormsError(f"the rule lacks {sign!r}")


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    position = 0
    text = text.strip()
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found:
            raise PluralFormsError(f"the rule goes wrong at {text[position]!r}")
        tokens.append(found[1])
        position = found.end()
    return tokens


def _operation(sign: str, first: Rule, second: Rule) -> Rule:
    operations: dict[str, Rule] = {
        "||": lambda n: int(bool(first(n)) or bool(second(n))),
        "&&": lambda n: int(bool(first(n)) and bool(second(n))),
        "==": lambda n: int(first(n) == second(n)),
        "!=": lambda n: int(first(n) != second(n)),
        "<": lambda n: int(first(n) < second(n)),
        ">": lambda n: int(first(n) > second(n)),
        "<=": lambda n: int(first(n) <= second(n)),
        ">=": lambda n: int(first(n) >= second(n)),
        "+": lambda n: first(n) + second(n),
        "-": lambda n: first(n) - second(n),
        "*": lambda n: first(n) * second(n),
        "/": lambda n: first(n) // second(n),
        "%": lambda n: first(n) % second(n),
    }
    return operations[sign]
