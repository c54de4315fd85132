using System.Globalization;
using EdFi.BatchPerf.Jobs.Options;
using EdFi.BatchPerf.Questions.Atomicity;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Options;

/// <content>Jobs of many runs, and tests of atomicity: the rows of their tables.</content>
internal static partial class OptionTable
{
    private static IEnumerable<OptionSpec> StudyOptions =>
    [
        .. Rows(JobOptionTable.Sizes, Studies),
        .. Rows(JobOptionTable.Capacity, Studies),
        new(OwnSettings.StudyRepeat, null, Studies, "n", "The former name of --repeat for these."),
    ];

    private static IEnumerable<OptionSpec> AtomicityOptions =>
    [
        new(
            OwnSettings.TestAtomicity,
            null,
            Atomicity,
            "bool",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Finds out whether failed batches leave anything behind; --testType, --clientCount and the length are ignored, "
                    + $"--{RunOptionTable.BatchTripleCount.Name} is {new AtomicityPlan().TripleCount} by default. Exit code 11 where one "
                    + $"does. Default: false."),
            OptionKind.Flag),
        .. Rows(JobOptionTable.Atomicity, Atomicity),
    ];

    /// <summary>Options that are a job's own; run options that it has, too, stand among those.</summary>
    private static IEnumerable<OptionSpec> Rows(IEnumerable<JobOption> rows, string heading) =>
        rows.Where(static row => !row.IsRunOption).Select(row => Spec(row, heading));
}
