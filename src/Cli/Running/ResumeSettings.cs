using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>The options of a run that goes on: its test type is the journal's, and its load cannot be changed on the way.</summary>
internal static class ResumeSettings
{
    /// <exception cref="BatchPerfException">ResumeParameter; those of <see cref="JournalContent.Read"/>.</exception>
    public static Func<string, string?> Over(CommandLine line, Func<string, string> fullPath)
    {
        if (line.Find(OwnSettings.Resume.Name) is not { } path)
        {
            return line.Find;
        }

        if (OptionTable.OfLoad.FirstOrDefault(o => line.Find(o.Setting.Name) is not null) is { } other)
        {
            throw new BatchPerfException(
                "ResumeParameter",
                ProblemKind.InvalidInput,
                $"{other.Long} was given together with --resume.",
                "Leave it out: a run that goes on has the scenarios, clients and pace that its journal names.");
        }

        var type = TestTypeName.Of(JournalContent.Read(fullPath(path), JournalUse.Progress).Header.Plan.TestType);
        return name => name == RunOptionTable.TestType.Name ? type : line.Find(name);
    }
}
