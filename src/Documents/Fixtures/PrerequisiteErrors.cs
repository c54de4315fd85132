namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Says what is missing, all of it at once.</summary>
internal static class PrerequisiteErrors
{
    public static BatchPerfException Missing(IReadOnlyList<BatchPrerequisite> missing)
        => new(
            "PrerequisitesMissing",
            ProblemKind.MissingPrerequisite,
            $"{Count(missing)} missing on the server that the load stands on:{Lines(missing)}",
            Misspelt(missing)
                + $"Create them with {new OptionKey("CreateMissing")} where the claim set allows it, or have the server's operator "
                + "load them."
                + (missing.Any(static m => m.Kind == PrerequisiteKind.SchoolYear)
                    ? new OptionKey("SchoolYear").IfOffered(static option => $" {option} chooses another school year.")
                    : string.Empty)
                + (missing.Any(static m => m.Kind == PrerequisiteKind.EducationAgency)
                    ? $" {new OptionKey("LocalEducationAgencyId")} chooses another agency."
                    : string.Empty));

    public static BatchPerfException Refused(IReadOnlyList<BatchPrerequisite> refused)
        => new(
            "PrerequisitesMissing",
            ProblemKind.MissingPrerequisite,
            $"{Count(refused)} missing that the load stands on, and the server did not let us create them:{Lines(refused)}",
            Misspelt(refused)
                + "Use a key whose claim set may create them, or have the server's operator load them."
                + (refused.Any(static m => m.Kind == PrerequisiteKind.SchoolYear)
                    ? new OptionKey("SchoolYear").IfOffered(static option => $" {option} chooses another school year.")
                    : string.Empty));

    private static string Misspelt(IReadOnlyList<BatchPrerequisite> missing) => missing.Any(static m => m.Place is not null)
        ? "Correct the templates where a descriptor is misspelt. What is right and missing: "
        : "";

    private static string Count(IReadOnlyList<BatchPrerequisite> items) => items.Count == 1 ? "1 thing is" : $"{items.Count} things are";

    private static string Lines(IEnumerable<BatchPrerequisite> items) =>
        string.Concat(items.Select(static i => $"{Environment.NewLine}  {i}"));
}
