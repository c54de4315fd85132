using System.Globalization;

namespace EdFi.BatchPerf.Files.Journals;

/// <summary>Errors for journals that are invalid or damaged.</summary>
internal static class JournalErrors
{
    public static BatchPerfException Invalid(string path, string problem, Exception? cause = null) => new(
        "JournalInvalid",
        ProblemKind.InvalidInput,
        $"'{path}' is not a run's journal: {problem}.",
        "Give a .journal file that a run of this tool wrote.",
        cause);

    public static BatchPerfException Damaged(string path, long line, string problem) => new(
        "JournalDamaged",
        ProblemKind.InvalidInput,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The journal '{path}' is damaged in line {line}: {problem}. What it says of the run's documents cannot be trusted, so "
                + $"nothing was looked for or deleted."),
        "Restore the file from a copy. Without one, look for the documents by the run's id, with which their natural keys begin; "
            + "it is in the results and in the file's name or first line.");
}
