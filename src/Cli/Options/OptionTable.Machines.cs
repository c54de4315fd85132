using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Options;

/// <content>One plan carried out by several machines that meet in a folder.</content>
internal static partial class OptionTable
{
    private static IReadOnlyList<OptionSpec> MachineOptions =>
    [
        new(
            OwnSettings.StartTogether,
            null,
            Machines,
            "dir",
            "A folder that all machines of --segment can write to: each notes there that it is ready, and when all are, the first sets the "
                + "moment at which all begin. Nothing is sent while one is missing. A new folder for each run."),
        new(
            OwnSettings.StartWait,
            null,
            Machines,
            "time",
            "How long to wait for the others in --startTogether. Default: 10m."),
        new(
            OwnSettings.StartIn,
            null,
            Machines,
            "time",
            "Time from when all are ready to the start; give more where a shared folder shows new files late. Default: 10s."),
        new(
            OwnSettings.PrepareFixtures,
            null,
            Machines,
            "bool",
            "Prepares the server for the load, fixtures included, and sends none of it. With --startTogether the machine with the first "
                + "share does it, and the others wait for it. Default: false.",
            OptionKind.Flag),
    ];
}
