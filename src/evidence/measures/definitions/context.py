"""Measures of where an area stands among others, and of which others are like it."""

from __future__ import annotations

from evidence.measures.definition import Definition

CONTEXT = (
    Definition(
        "position",
        "Place among others, with limits",
        "rank",
        "rank",
        "Place of an area among all English ones with a published count, or among those most like "
        "it, 1 the highest; the limits are those that chance leaves its own and their counts.",
    ),
    Definition(
        "funnel_limits",
        "How far counts stray from England's value",
        "as the value",
        "funnel limits",
        "Limits between which the value of an area of this size would lie if it were England's but "
        "for chance, or but for chance and the usual spread of areas.",
    ),
    Definition(
        "funnel_overdispersion",
        "Overdispersion",
        "times",
        "variance ratio",
        "How many times as much areas vary around England's value as chance alone would make them, "
        "the outermost tenth at each end drawn in; 1 where no more.",
    ),
    Definition(
        "funnel_outside",
        "Areas outside funnel limits",
        "areas",
        "count",
        "Areas whose value lies outside the limits, of all with a published count.",
    ),
    Definition(
        "neighbour_distance",
        "Distance to a similar area",
        "standard deviations",
        "Euclidean distance",
        "How unlike two areas are: the root of the summed squared differences of their features in "
        "standard deviations.",
    ),
    Definition(
        "neighbour_distance_median",
        "Distance to the middle one of all areas",
        "standard deviations",
        "median",
        "Half of all English areas of the same tier lie further than this from the area.",
    ),
    Definition(
        "neighbour_place",
        "Place on the list of nearest neighbours",
        "rank",
        "rank",
        "Place of a neighbour on the area's list, 1 the nearest, among all areas of the UK.",
    ),
    Definition(
        "neighbour_feature_gap",
        "What sets a similar area most apart",
        "standard deviations",
        "difference",
        "Difference of the feature that adds most to the distance of two areas.",
    ),
    Definition(
        "neighbour_features_held",
        "Features published for the area",
        "features",
        "count",
        "Features of the model that ONS publishes for the area.",
    ),
    Definition(
        "neighbour_agreement",
        "ONS's list given again by the distances",
        "%",
        "percentage",
        "Neighbours on ONS's list that the calculated distances give too, as a percentage of the "
        "list.",
    ),
)
