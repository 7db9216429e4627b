"""The words of the made-up corpus: function words, an academic core and a long tail of invented words."""

import random
from itertools import accumulate

_COMMON = """
    the of and to in a that is for with as by on are from was were be this which or at an have has not these
    between more than we their its can may
    """
COMMON = _COMMON.split()
"""Function words, two fifths of every sentence."""
_ACADEMIC = """
    evidence review adaptation resilience flood drought climate policy intervention outcome effect study
    trial cohort household community governance finance insurance agriculture livelihood migration health
    nutrition water sanitation energy forest coastal urban rural gender equity poverty vulnerability
    exposure hazard risk uncertainty confidence quality systematic synthesis framework indicator
    monitoring evaluation implementation barrier enabler capacity knowledge learning participation
    ecosystem biodiversity restoration soil irrigation seed crop livestock fishery market price subsidy
    transfer cash social protection early warning forecast infrastructure planning regulation institution
    local national regional global literature method bias sample baseline endline attrition heterogeneity
    estimate significant increase decrease association causal mechanism theory change finding
    recommendation limitation gap priority research practice scale cost benefit ratio analysis
    """
ACADEMIC = _ACADEMIC.split()
"""The words of the subject."""
_ONSETS = "b br c cl cr d dr f fl g gl gr h j k l m n p pl pr qu r s sc sh sl sp st t th tr v w"
ONSETS = _ONSETS.split()
NUCLEI = "a e i o u ai ea ee io oa ou".split()  # noqa: SIM905 - a list would be one syllable a line
CODAS = ("", "", "", "n", "r", "s", "t", "l", "m", "nd", "nt", "st", "ck", "x")
SUFFIXES = ("", "", "", "tion", "ment", "ity", "ing", "ed", "al", "ive", "ous", "s", "er", "ism")


class Words:
    """Words that are drawn as often as in a natural language: a few are frequent, and most are rare."""

    def __init__(self, draw: random.Random, tail: int) -> None:
        """Invent the words of the tail."""
        self._draw = draw
        known = {*COMMON, *ACADEMIC}
        invented: list[str] = []
        while len(invented) < tail:
            word = self._invented()
            if len(word) > 3 and word not in known:
                known.add(word)
                invented.append(word)
        self._content = [*ACADEMIC, *invented]
        self._weights = list(accumulate(1 / (rank + 20) ** 0.95 for rank in range(len(self._content))))

    def content(self, count: int) -> list[str]:
        """Return words other than function words."""
        return self._draw.choices(self._content, cum_weights=self._weights, k=count)

    def sentence(self) -> list[str]:
        """Return the words of a sentence without its full stop, some emphasised, some with a comma."""
        draw = self._draw
        words = [self._word() for _ in range(8 + int(draw.random() * 18))]
        words[0] = words[0].capitalize()
        if len(words) > 14 and draw.random() < 0.6:
            words[len(words) // 2] += ","
        if draw.random() < 0.15:
            place = int(draw.random() * len(words))
            mark = "**" if draw.random() < 0.5 else "*"
            core = words[place].rstrip(",")
            words[place] = mark + core + mark + words[place][len(core) :]
        return words

    def _word(self) -> str:
        if self._draw.random() < 0.40:
            return COMMON[int(len(COMMON) * self._draw.random() ** 2)]
        return self.content(1)[0]

    def _invented(self) -> str:
        draw = self._draw
        syllables = (
            draw.choice(ONSETS) + draw.choice(NUCLEI) + draw.choice(CODAS)
            for _ in range(1 + int(draw.random() * 2.2))
        )
        return "".join(syllables) + draw.choice(SUFFIXES)
