using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Generation;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>Makes the scenarios of a selection, again whenever something was learnt, and writes them.</summary>
internal sealed class ScenarioDrafts
{
    private readonly ServerModel _model;
    private readonly ScenarioSelection _selection;
    private readonly bool _full;
    private readonly bool _reuse;
    private readonly CancellationToken _stop;
    private readonly DescriptorValues? _descriptors;
    private readonly LearntRules _rules = new();

    /// <param name="host">Is told.</param>
    /// <param name="connection">The server whose descriptors are named; null for made-up ones.</param>
    /// <param name="model">The data model.</param>
    /// <param name="selection">The resources.</param>
    /// <param name="request">How documents are made.</param>
    public ScenarioDrafts(
        IJobHost host,
        ApiConnection? connection,
        ServerModel model,
        ScenarioSelection selection,
        ScenarioRequest request)
    {
        _model = model;
        _selection = selection;
        _full = request.Full;
        _reuse = request.ReuseParents;
        _stop = host.Stop;
        _descriptors = connection is null ? null : new DescriptorValues(connection.GetResources(), host.Note, host.Warn);
        Lessons = new Lessons(_rules, model.Descriptors);
        Resources = [.. selection.Resources.Where(static r => !ScenarioSelection.IsBuiltIn(r))];
    }

    /// <summary>The resources of which scenarios are made: those that the program has none of.</summary>
    public IReadOnlyList<ApiResource> Resources { get; }

    /// <summary>Learns from refusals; what was learnt is in the next scenarios.</summary>
    public Lessons Lessons { get; }

    /// <summary>Makes scenarios with what is known now.</summary>
    public ScenarioMaker Maker => MakerWith(Chooser);

    private KnownDescriptors Chooser
        => new(_model.Descriptors, _descriptors?.Values ?? new Dictionary<string, IReadOnlyList<string>>());

    private ScenarioMaker MakerWith(IDescriptorSource descriptors) => new(_model.Resources, _rules, descriptors, _full, _reuse);

    /// <summary>Makes the scenarios, with descriptors that the server has.</summary>
    public async Task<MadeScenarios> MakeAsync()
    {
        var used = new UsedDescriptors(_model.Descriptors, Chooser);
        var made = MadeScenarios.Of(MakerWith(used), Resources);
        return _descriptors is not null && await _descriptors.ReadAsync(used.Types, _stop)
            ? MadeScenarios.Of(Maker, Resources)
            : made;
    }

    /// <summary>Creates a descriptor of each type that the scenarios name and the server has none of.</summary>
    public Task CreateDescriptorsAsync() => _descriptors?.CreateAsync(_stop) ?? Task.CompletedTask;

    /// <summary>Writes what was made. Fixtures of templates that are in the folder already stay in its file of fixtures.</summary>
    /// <param name="files">The folder.</param>
    /// <param name="made">The scenarios.</param>
    /// <param name="learnt">What refusals taught, by resource.</param>
    public void Write(ScenarioFiles files, MadeScenarios made, Func<ApiResource, IReadOnlyList<string>> learnt)
    {
        foreach (var (resource, scenario) in made.Scenarios)
        {
            files.Write(resource.Segment + ".json", TemplateWriter.Scenario(scenario, learnt(resource)));
        }

        files.Fixtures.Write(made.Fixtures);
        WriteMix(files, made, leftOut: []);
    }

    /// <summary>Writes the mix of a preset, of which a load runs every scenario.</summary>
    /// <param name="files">The folder.</param>
    /// <param name="made">The scenarios.</param>
    /// <param name="leftOut">Those that the server did not take: each of their records would fail.</param>
    public void WriteMix(ScenarioFiles files, MadeScenarios made, IReadOnlyCollection<ApiResource> leftOut)
    {
        if (_selection.Preset is not { } preset)
        {
            return;
        }

        var weights = preset.Weights.Where(w => _model.Resources.Find(w.Segment) is { } resource
            && (made.Scenarios.ContainsKey(resource) || ScenarioSelection.IsBuiltIn(resource))
            && !leftOut.Contains(resource)).ToList();
        if (weights.Count == 0)
        {
            files.MoveAside(Path.GetFileNameWithoutExtension(ScenarioFiles.MixName)); // it would deal what was refused
        }
        else
        {
            var without = leftOut.Count == 0 ? ""
                : $" Left out, since the server did not take them: {string.Join(", ", leftOut.Select(static r => r.Segment))}.";
            files.Write(ScenarioFiles.MixName, TemplateWriter.Mix(preset.Description + without, preset.Source, weights));
        }
    }
}
