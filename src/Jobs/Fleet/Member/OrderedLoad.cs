using System.Text.Json;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Fleet.Member;

/// <summary>A controller's order, read and made into the request of a load as on any host.</summary>
internal sealed class OrderedLoad
{
    /// <summary>The results file in a machine's folder.</summary>
    public const string ResultsName = "results.csv";

    /// <summary>The journal in a machine's folder.</summary>
    public const string JournalName = "run.journal";

    private readonly FleetOrder _order;
    private readonly RunPlan _plan;
    private readonly ScenarioOptions _options;

    /// <exception cref="BatchPerfException"><c>OrderInvalid</c>.</exception>
    private OrderedLoad(FleetOrder order)
    {
        _order = order;
        _plan = Read<RunPlan>(order.Plan);
        _options = Read<ScenarioOptions>(order.Options);
    }

    /// <summary>Reads an order, and puts its templates into a folder.</summary>
    /// <param name="order">The load.</param>
    /// <param name="segment">This machine's share.</param>
    /// <param name="folder">The folder in which the machine keeps the load's files.</param>
    /// <param name="server">The server that is loaded.</param>
    /// <param name="start">The common start that the run waits for.</param>
    /// <param name="lease">Time for which the load goes on without a tick.</param>
    /// <param name="time">The clocks.</param>
    /// <param name="stop">Gives up.</param>
    public static LoadRequest Request(
        FleetOrder order,
        Segment segment,
        string folder,
        LoadServer server,
        StartSignal start,
        RunLease lease,
        TimeProvider time,
        CancellationToken stop)
    {
        var load = new OrderedLoad(order);
        var templates = Path.Combine(folder, "templates");
        var paths = load.Templates(templates);
        var catalog = ScenarioCatalog.Load(paths, stop);
        return new LoadRequest
        {
            Servers = [server],
            Catalog = catalog,
            Names = order.Scenarios.Count == 0 ? null : [.. order.Scenarios.Select(static s => s.Name)],
            Fixtures = new FixtureStep(load._options.FixtureKeys, order.Fixtures, order.CreateMissing),
            Options = load.Options,
            Plan = (verified, options) => load.Plan(verified, options, segment),
            ScenarioPaths = order.ScenarioPaths,
            Force = order.Force,
            Files = _ => new LoadFiles
            {
                Results = order.KeepResults ? Path.Combine(folder, ResultsName) : null,
                Journal = Path.Combine(folder, JournalName),
            },
            Start = start,
            Lease = lease,
            Time = time,
        };
    }

    private ScenarioOptions Options(
        ScenarioCatalog catalog,
        IReadOnlyCollection<string> descriptors,
        IReadOnlyList<BatchOperation> parents) => _options with
    {
        AvailableDescriptors = descriptors,
        Contention = _options.Contention is { } contention ? contention with { Parents = parents } : null,
    };

    private RunPlan Plan(ScenarioCatalog catalog, ScenarioOptions options, Segment segment) => _plan with
    {
        Segment = segment,
        Scenarios = new ScenarioFactory(catalog).Deal([.. _order.Scenarios.Select(static s => (s.Name, s.Weight))], options),
    };

    private List<string> Templates(string folder)
    {
        var paths = new List<string>();
        foreach (var template in _order.Templates)
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, Path.GetFileName(template.Name));
            using var file = GrowingFile.Create(path, replace: false, FileAudience.Owner);
            file.Write(template.Content);
            paths.Add(path);
        }

        return paths;
    }

    private static T Read<T>(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, JournalJson.Reading) ?? throw new JsonException("it is null");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new BatchPerfException(
                "OrderInvalid",
                ProblemKind.InvalidInput,
                $"What the controller ordered cannot be read here: {exception.Message}",
                "Use the same version of this module on every machine.",
                exception);
        }
    }
}
