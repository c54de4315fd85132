namespace EdFi.BatchPerf.Cli.Options;

/// <summary>Every option: those of the Locust harness by the names and letters it gave them, and our own.</summary>
internal static partial class OptionTable
{
    private const string Server = "Server";
    private const string Load = "What is sent";
    private const string Shape = "How much, how fast, how long";
    private const string Studies = "Many runs, instead of one";
    private const string Atomicity = "Atomicity, instead of a load";
    private const string Cost = "What it costs the server";
    private const string Files = "Files and output";
    private const string Afterwards = "After a run that was killed";
    private const string Machines = "Several machines that carry out one plan";
    private const string Merging = "Runs of several machines, instead of a run";
    private const string Scenarios = "Scenarios of any resource, instead of a run";

    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        .. ServerOptions,
        .. LoadOptions,
        .. ShapeOptions,
        .. StudyOptions,
        .. AtomicityOptions,
        .. CostOptions,
        .. FileOptions,
        .. MachineOptions,
        .. AfterwardsOptions,
        .. MergeOptions,
        .. ScenarioOptions,
    ];
}
