using System.Globalization;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Makes the error that names all missing prerequisites at once.</summary>
internal static class PrerequisiteErrors
{
    public static BatchPerfException Missing(IReadOnlyList<BatchPrerequisite> missing)
        => new(
            "PrerequisitesMissing",
            ProblemKind.MissingPrerequisite,
            $"{Count(missing)} missing on the server:{Lines(missing)}",
            Misspelt(missing)
                + $"Create {What(missing)} with {new OptionKey("CreateMissing")} where the claim set allows it, or have the server's "
                + $"operator load {(missing.Count == 1 ? "it" : "them")}."
                + (missing.Any(static m => m.Kind == PrerequisiteKind.SchoolYear)
                    ? new OptionKey("SchoolYear").IfOffered(static option => $" {option} chooses another school year.")
                    : string.Empty)
                + (missing.Any(static m => m.Kind == PrerequisiteKind.EducationAgency)
                    ? $" {new OptionKey("LocalEducationAgencyId")} chooses another agency."
                    : string.Empty));

    public static BatchPerfException Refused(IReadOnlyList<BatchPrerequisite> refused)
        => new(
            "PrerequisitesMissing",
            refused.Any(static r => r.MayPass) ? ProblemKind.UnexpectedServer : ProblemKind.MissingPrerequisite,
            $"{Count(refused)} missing, and the server refused to create {(refused.Count == 1 ? "it" : "them")}:{Lines(refused)}",
            Misspelt(refused)
                + "Use a key whose claim set may create what is missing, or have the server's operator load it."
                + (refused.Any(static m => m.Kind == PrerequisiteKind.SchoolYear)
                    ? new OptionKey("SchoolYear").IfOffered(static option => $" {option} chooses another school year.")
                    : string.Empty));

    private static string Misspelt(IReadOnlyList<BatchPrerequisite> missing)
    {
        string[] places =
        [
            .. new[] { "the templates" }.Where(_ => missing.Any(static m => m is { Place: not null, IsOfKey: false })),
            .. new[] { "the fixture keys" }.Where(_ => missing.Any(static m => m.IsOfKey)),
        ];
        return places.Length == 0 ? ""
            : $"Correct {string.Join(" and ", places)} where a descriptor is misspelt. ";
    }

    private static string What(IReadOnlyList<BatchPrerequisite> missing) => Misspelt(missing).Length > 0 ? "what is correct and missing"
        : missing.Count == 1 ? "it"
        : "them";

    private static string Count(IReadOnlyList<BatchPrerequisite> items) =>
        items.Count == 1 ? "1 prerequisite of the load is" : $"{items.Count} prerequisites of the load are";

    /// <summary>
    /// A line each; of many of one type at one place, as where a template makes codes up, the first and how many others there are.
    /// </summary>
    private static string Lines(IEnumerable<BatchPrerequisite> items)
    {
        const int Few = 3;
        return string.Concat(items
            .GroupBy(static i => (i.Place ?? i.Key, i.Resource))
            .SelectMany(static of => of.Count() <= Few
                ? of.Select(static i => $"{i}")
                : of.Take(1).Select(i => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{i}; and {of.Count() - 1:#,0} others of the same line are not there either")))
            .Select(static line => $"{Environment.NewLine}  {line}"));
    }
}
