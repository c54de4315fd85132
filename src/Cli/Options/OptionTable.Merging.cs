namespace EdFi.BatchPerf.Cli.Options;

/// <content>What becomes of the runs of several machines.</content>
internal static partial class OptionTable
{
    private static IReadOnlyList<OptionSpec> MergeOptions =>
    [
        new(
            OwnSettings.Merge,
            null,
            Merging,
            "dir",
            "Makes one run of the .run.json files in this directory and one level below, holds it against every --threshold, and writes "
                + "merged.run.json and merged_report.html to --output. Exit code 14 where a machine or a share of the plan is missing."),
        new(
            OwnSettings.MergeWait,
            null,
            Merging,
            "time",
            "With --merge: waits so long until all shares of the plan are there. Default: none."),
    ];
}
