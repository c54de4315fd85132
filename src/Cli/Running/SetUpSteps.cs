using System.Globalization;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Documents.Contention;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Files.SetUp;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>What comes before the load: connection and fixtures, counted apart.</summary>
internal sealed class SetUpSteps(RunSettings settings, Log log, SetUpTraffic traffic)
{
    private IReadOnlyList<BatchFixture> _fixtures = [];

    /// <returns>The descriptors that the server has.</returns>
    public async Task<IReadOnlyList<string>> MakeFixturesAsync(ApiConnection connection, FixtureKeys keys, IReadOnlyList<string> descriptors, CancellationToken cancellationToken)
    {
        var options = new FixtureOptions { CreateMissing = settings.CreateMissing, ScenarioDescriptors = descriptors };
        var report = await FixtureSet.InitializeAsync(traffic.Watch(connection.GetResources()), keys, options, progress: null, cancellationToken);
        _fixtures = report.Fixtures;
        foreach (var fixture in report.Fixtures)
        {
            log.Debug($"  {fixture}");
        }

        foreach (var changed in report.Changed)
        {
            log.Warning(changed + ".");
        }

        var states = report.Fixtures.GroupBy(static f => f.State).Select(static g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {g.Key}"));
        log.Info($"Fixtures: {string.Join(", ", states)}; they stay until removed.");
        return report.Prerequisites.AvailableDescriptors;
    }

    /// <summary>Reads the shared parents as they are now.</summary>
    /// <returns>Updates of them; none where the load has no use for them.</returns>
    /// <exception cref="BatchPerfException">SharedParentsNotOurs: this tool did not create them, and nobody said that they may be updated.</exception>
    public async Task<IReadOnlyList<BatchOperation>> ReadParentsAsync(ApiConnection connection, ContentionKind kinds, FixtureKeys keys, CancellationToken cancellationToken)
    {
        if (!kinds.HasFlag(ContentionKind.SharedParents))
        {
            return [];
        }

        var client = traffic.Watch(connection.GetResources());
        var foreign = await SharedParents.ForeignAsync(client, keys, _fixtures, cancellationToken);
        if (foreign.Count > 0 && settings.Force)
        {
            log.Warning($"SharedParents updates documents that this program did not create, as --force allows: {string.Join(", ", foreign)}.");
        }

        return foreign.Count == 0 || settings.Force ? await SharedParents.ReadAsync(client, keys, cancellationToken) : throw SharedParents.NotOurs(foreign);
    }

    /// <summary>Says what a run will leave, or which of its batches the server will not take.</summary>
    public void WarnOf(ApiConnection connection, RunPlan plan)
    {
        if (plan.TestType == TestType.Volume)
        {
            if (!plan.DeleteResources)
            {
                log.Warning("Without --deleteResources every document that this VOLUME run creates stays on the server.");
            }

            return;
        }

        const int usual = 100;
        var limit = connection.BatchLimit ?? usual;
        var taken = connection.BatchLimit is null ? $"a DMS takes {usual} unless it is set otherwise" : $"the server takes {limit}";
        foreach (var scenario in plan.Scenarios.Select(static s => s.Scenario).Where(s => s.Shape.Count > limit))
        {
            log.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"{scenario.RequestName} has {scenario.Shape.Count} operations in a batch, and {taken}: expect 413, or give a smaller --batchTripleCount."));
        }
    }
}
