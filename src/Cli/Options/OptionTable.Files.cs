using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Options;

/// <content>Files, and what follows a killed run.</content>
internal static partial class OptionTable
{
    private static IReadOnlyList<OptionSpec> FileOptions =>
    [
        new(
            KnownSettings.Output,
            "-o",
            Files,
            "dir",
            "Directory of all files; those of an earlier run are replaced, those that another run writes are refused. Default: out."),
        new(
            OwnSettings.ResultPath,
            null,
            Files,
            "path",
            "Every batch's result as CSV, for its owner only (0600 on Unix), and the run beside it; reports follow the umask. "
                + "Default: {output}/{test type}_results.csv."),
        new(
            OwnSettings.Force,
            null,
            Files,
            "bool",
            "Replaces an existing --resultPath or --journal, and lets --contention SharedParents update parents that this program did "
                + "not create. Default: false.",
            OptionKind.Flag),
        new(
            OwnSettings.Dashboard,
            null,
            Files,
            "bool",
            "Shows the run live in a browser of this machine, where its load can be changed and the run stopped. Default: false.",
            OptionKind.Flag),
        new(OwnSettings.DashboardPort, null, Files, "n", "Port of the dashboard on 127.0.0.1; implies --dashboard. Default: a free one."),
        new(
            OwnSettings.Journal,
            null,
            Files,
            "path",
            "The run's journal, by which leftovers are found, for its owner only. Default: {output}/{test type}_{run id}.journal."),
        new(
            OwnSettings.Threshold,
            null,
            Files,
            "text ...",
            "Limits to keep, like \"p95 < 250ms\" \"failureRate < 1% for students-*\" \"p99 < 1s in every 10s\" \"verdict = Valid\"; "
                + "exit code 10 when one is not kept.",
            OptionKind.List),
        new(
            OwnSettings.Baseline,
            null,
            Files,
            "path",
            "A stored run (.run.json, or results with one beside them) that the run is compared with, on the screen and in the report; "
                + "no effect on the exit code."),
        new(
            OwnSettings.Markdown,
            null,
            Files,
            "path",
            "Appends a Markdown summary of the run to this file: $GITHUB_STEP_SUMMARY in GitHub Actions."),
        new(
            OwnSettings.OtlpEndpoint,
            null,
            Files,
            "url",
            "An OpenTelemetry collector, like http://collector:4317, to which the run's figures go while it lasts; OTEL_* variables hold. "
                + "Other users of the machine can see options: prefer the variable for a URL with a secret."),
        new(OwnSettings.EnvironmentFile, null, Files, "path", "File with variables. Default: .env in the current directory, if there."),
        new(KnownSettings.LogLevel, "-l", Files, "level", "DEBUG, INFO, WARNING, ERROR or CRITICAL. Default: INFO."),

    ];

    private static IReadOnlyList<OptionSpec> AfterwardsOptions =>
    [
        new(
            OwnSettings.Resume,
            null,
            Afterwards,
            "path",
            "Goes on with the run of this journal for the rest of its time; scenarios, clients and pace are the journal's."),
        new(
            OwnSettings.Leftover,
            null,
            Afterwards,
            "path",
            "Instead of a run: lists what the run of this journal left on the server; exit code 12 when something stays."),
        new(
            OwnSettings.Remove,
            null,
            Afterwards,
            "bool",
            "With --leftover: deletes what is found, without asking. Default: false.",
            OptionKind.Flag),
    ];
}
