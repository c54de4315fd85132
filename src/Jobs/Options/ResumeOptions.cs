using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Options;

/// <summary>Options that may stand beside a journal with which a run goes on: those that its journal does not decide.</summary>
internal static class ResumeOptions
{
    /// <summary>Options that are no rows of <see cref="RunOptionTable"/>: the journal is continued, and names the fixtures.</summary>
    private static readonly string[] Others = ["JournalPath", "Fixture"];

    /// <summary>True for an option whose value the journal decides.</summary>
    /// <param name="key">The cmdlet parameter's name.</param>
    public static bool Refuses(string key)
    {
        return !Is(RunOptionTable.CreateMissing.Key) && (RunOptionTable.All.Any(row => Is(row.Key)) || Array.Exists(Others, Is));

        bool Is(string other) => other.Equals(key, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Refuses options that the journal decides.</summary>
    /// <param name="given">Keys of the options that were given.</param>
    /// <exception cref="BatchPerfException">ResumeParameter.</exception>
    public static void Check(IEnumerable<string> given)
    {
        if (given.FirstOrDefault(Refuses) is { } other)
        {
            throw new BatchPerfException(
                "ResumeParameter",
                ProblemKind.InvalidInput,
                $"{new OptionKey(other)} was given together with {new OptionKey("Resume")}.",
                "Leave it out: a run that goes on has the scenarios, clients and pace that its journal names, and continues it.");
        }
    }
}
