using EdFi.BatchPerf.Resources;

namespace EdFi.BatchPerf.Running;

/// <summary>Needs of a plan, compared with the resources of this machine before anything is sent.</summary>
/// <param name="Clients">Clients at once.</param>
/// <param name="Connections">Connections at once.</param>
/// <param name="Memory">Bytes.</param>
/// <param name="Http2">True where connections carry many batches at once already.</param>
internal sealed record ClientNeeds(int Clients, int Connections, long Memory, bool Http2)
{
    /// <summary>The share of the plan whose clients these are.</summary>
    public Segment Segment { get; init; } = Segment.Whole;

    /// <summary>The option by which the job can do with fewer clients; null where it has none.</summary>
    public OptionKey? Option { get; init; } = new OptionKey("ClientCount");

    /// <summary>Streams on one connection of HTTP/2, as servers allow them by default.</summary>
    private const int StreamsPerConnection = 100;

    /// <summary>A bound: measured are 17 KB on the heap and 30 KB in all with batches of one triple under way.</summary>
    private const long BytesPerClient = 32 * 1024;
    private const long BytesPerOperation = 512;

    /// <summary>
    /// Returns the certain needs of a plan. The clients of an open loop are the most batches in flight, which a load seldom reaches: it
    /// opens connections as it needs them, and a lack of them shows as failures of the client's own.
    /// </summary>
    public static ClientNeeds Of(RunPlan plan, bool http2)
    {
        var clients = plan.OwnClients;
        var operations = plan.Scenarios.Max(static s => s.Scenario.Shape.Count);
        return new ClientNeeds(
            clients,
            plan.IsOpen ? 1 : http2 ? ((clients - 1) / StreamsPerConnection) + 1 : clients,
            clients * (BytesPerClient + (operations * BytesPerOperation)),
            http2)
        {
            Segment = plan.Segment,
            Option = plan is { Stages.Count: > 0, StageTarget: StageTarget.Clients }
                ? new OptionKey("Stage")
                : new OptionKey("ClientCount"),
        };
    }

    /// <summary>Refuses a plan whose needs exceed this machine's resources.</summary>
    /// <exception cref="BatchPerfException">TooFewOpenFiles, TooFewPorts, TooLittleMemory.</exception>
    public void Require(ClientResources there)
    {
        if (Lack(there) is { } lack)
        {
            throw lack;
        }
    }

    /// <summary>The most clients of the whole plan, at least 1, with which this machine can make it.</summary>
    public long MostClients(ClientResources there)
    {
        ArgumentNullException.ThrowIfNull(there);
        var connections = Math.Min(there.Connections ?? long.MaxValue, there.Ports ?? long.MaxValue);
        return OfWholePlan(Math.Min(
            connections < Connections ? Fitting(connections) : Clients,
            Memory > there.Memory ? InMemory(there) : Clients));
    }

    /// <summary>Returns the error of a resource that this machine lacks, with the next step; null where it lacks none.</summary>
    public BatchPerfException? Lack(ClientResources there)
    {
        ArgumentNullException.ThrowIfNull(there);
        if (there.Connections is { } files && files < Connections)
        {
            return Lacking(
                "TooFewOpenFiles",
                $"{Asked} need {Connections + there.FilesInUse + ClientResources.Reserve} open files ({there.FilesInUse} are open, "
                    + $"{ClientResources.Reserve} are kept for files and the runtime), and this process may have {there.OpenFiles}.",
                "Raise the hard limit where the process is started: ulimit -n "
                    + $"{Round(Connections + there.FilesInUse + ClientResources.Reserve)} "
                    + "in the shell, the ulimit nofile of a container, LimitNOFILE of a service",
                Fitting(files),
                overHttp2: true);
        }

        if (there.Ports is { } ports && ports < Connections)
        {
            return Lacking(
                "TooFewPorts",
                $"{Asked} need {Connections} local ports, and this machine has {ports} for connections to one server.",
                $"Widen the range{(PortRange.Here is { } range ? $", {range.Widen}" : "")}",
                Fitting(ports),
                overHttp2: true);
        }

        if (Memory > there.Memory)
        {
            return Lacking(
                "TooLittleMemory",
                $"{Asked} need about {Memory / 1_000_000} MB of memory, and this process may have {there.Memory / 1_000_000} MB.",
                "Give it more memory",
                InMemory(there),
                overHttp2: false);
        }

        return null;
    }

    private string Asked => Connections == Clients || Connections == 1
        ? $"{Clients} clients"
        : $"{Clients} clients on {Connections} connections";

    private static long Round(long files) => ((files / 1024) + 1) * 1024;

    private BatchPerfException Lacking(string id, string message, string raise, long most, bool overHttp2)
    {
        var fewer = Option is { } option ? $"; or give a {option} of at most {OfWholePlan(most)}" : "";
        return new BatchPerfException(
            id,
            ProblemKind.InvalidInput,
            message,
            $"{raise}{fewer}{(overHttp2 && !Http2 ? OverHttp2() : "")}.");
    }

    /// <summary>Number of clients that this many connections can serve, at least 1.</summary>
    private long Fitting(long connections) => Math.Max(1, connections * Clients / Math.Max(1, Connections));

    /// <summary>Number of clients that there is memory for, at least 1.</summary>
    private long InMemory(ClientResources there) => Math.Max(1, Clients * there.Memory / Memory);

    /// <summary>The largest number of clients of the whole plan of which this share has no more than so many.</summary>
    private long OfWholePlan(long own) => Segment.NumberOf(own);

    private static string OverHttp2() =>
        new OptionKey("Http2").IfOffered(static option => $", or use {option}, whose connections carry many batches at once");
}
