using EdFi.BatchPerf.Jobs.Rehearsing;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>Full paths of a run's files; null for a file that is not written.</summary>
internal sealed record LoadFiles
{
    /// <summary>A folder that is made where it is missing.</summary>
    public string? Folder { get; init; }

    /// <summary>Every batch's result as CSV; the run itself is written beside it.</summary>
    public string? Results { get; init; }

    /// <summary>True to replace results that are there.</summary>
    public bool ReplaceResults { get; init; }

    /// <summary>The run's own file where it has no results, because it was made of others; it ends in <c>.run.json</c>.</summary>
    public string? Run { get; init; }

    /// <summary>True to replace a <see cref="Run"/> that is there.</summary>
    public bool ReplaceRun { get; init; }

    /// <summary>The run's journal.</summary>
    public string? Journal { get; init; }

    /// <summary>Where a journal named by the run's id is kept; of no matter beside <see cref="Journal"/>.</summary>
    public string? JournalFolder { get; init; }

    /// <summary>True to replace a journal that is there.</summary>
    public bool ReplaceJournal { get; init; }

    /// <summary>Folder of the four files of a Locust run; they are replaced.</summary>
    public string? Locust { get; init; }

    /// <summary>The report as HTML; it is replaced.</summary>
    public string? Report { get; init; }

    /// <summary>The run's summary as Markdown; it is appended to a file that is there.</summary>
    public string? Markdown { get; init; }

    /// <summary>Those of them that each batch goes to, for a rehearsal.</summary>
    internal RehearsedParts Rehearsed => (Results is null ? RehearsedParts.None : RehearsedParts.Results)
        | (Journal is null && JournalFolder is null ? RehearsedParts.None : RehearsedParts.Journal);
}
