using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Jobs.Options;
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

        ResumeOptions.Check(
            RunOptionTable.All.Select(static row => (row.Key, row.Name))
                .Append(("JournalPath", OwnSettings.Journal.Name))
                .Where(option => line.Find(option.Item2) is not null)
                .Select(static option => option.Item1));
        var type = TestTypeName.Of(JournalContent.Read(fullPath(path), JournalUse.Progress).Header.Plan.TestType);
        return name => name == RunOptionTable.TestType.Name ? type : line.Find(name);
    }
}
