using System.Globalization;
using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Generation;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>Makes the scenarios of a selection, anew after each lesson from a refusal, and writes them.</summary>
internal sealed class ScenarioDrafts
{
    /// <summary>Begins the line of the file of lessons that says where they are from.</summary>
    private const string OriginMark = "# from";

    private readonly IJobHost _host;
    private readonly ServerModel _model;
    private readonly ScenarioSelection _selection;
    private readonly bool _full;
    private readonly bool _reuse;
    private readonly DescriptorValues? _descriptors;
    private readonly LearntRules _rules = new();
    private readonly HashSet<ApiResource> _written = [];

    /// <summary>Lines of the file of lessons.</summary>
    private readonly HashSet<string> _noted = new(StringComparer.Ordinal);
    private readonly string _origin;
    private HashSet<string> _recalled = [];

    /// <param name="host">Receives notes and warnings.</param>
    /// <param name="server">The server whose descriptors are named; null for none.</param>
    /// <param name="model">The data model.</param>
    /// <param name="selection">The resources.</param>
    /// <param name="request">The options by which documents are made.</param>
    public ScenarioDrafts(
        IJobHost host,
        ScenarioServer? server,
        ServerModel model,
        ScenarioSelection selection,
        ScenarioRequest request)
    {
        _host = host;
        _model = model;
        _selection = selection;
        _full = request.Full;
        _reuse = request.ReuseParents;
        _descriptors = server is null ? null : new DescriptorValues(server.Client, host.Note, host.Warn, server.News);
        _origin = PlainText.Line($"{OriginMark} {server?.Connection.BaseUrl.ToString() ?? "no server"}, data standard "
            + $"{server?.Connection.DataStandard ?? "not known"}");
        Lessons = new Lessons(_rules, model.Descriptors);
        Resources = [.. selection.Resources.Where(static r => !ScenarioSelection.IsBuiltIn(r))];
        BuiltIn = [.. selection.Resources.Where(ScenarioSelection.IsBuiltIn)];
    }

    /// <summary>The resources of which scenarios are made: those that the program has none of.</summary>
    public IReadOnlyList<ApiResource> Resources { get; }

    /// <summary>The resources of which the program has a scenario.</summary>
    public IReadOnlyList<ApiResource> BuiltIn { get; }

    /// <summary>Learns from refusals; its lessons shape the scenarios made next.</summary>
    public Lessons Lessons { get; }

    /// <summary>Scenarios and fixtures that stay as they are, whatever is learnt later.</summary>
    public KeptScenarios Kept { get; } = new();

    /// <summary>
    /// Descriptors as URIs that the scenarios made last have to name, and that the server was asked for in vain.
    /// </summary>
    public IReadOnlySet<string> MissingDescriptors { get; private set; } = new HashSet<string>();

    /// <summary>Learns again the lessons that an earlier making in the same folder noted.</summary>
    public void Recall(ScenarioFiles files)
    {
        _noted.UnionWith(files.ReadLearnt());
        if (_noted.FirstOrDefault(static line => line.StartsWith(OriginMark, StringComparison.Ordinal)) is { } origin && origin != _origin)
        {
            _host.Warn($"{ScenarioFiles.LearntName} in {files.Folder} was learnt elsewhere ({origin[OriginMark.Length..].Trim()}), and its "
                + "lessons count for this server, too. Delete the file where they do not hold.");
        }

        foreach (var line in _noted)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space > 0 && _model.Resources.Find(line[..space]) is { } resource)
            {
                Lessons.Learn(resource, [line[(space + 1)..]]);
            }
        }

        _recalled = Lessons.All.Select(static l => l.Segment).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (_recalled.Count > 0)
        {
            _host.Note(string.Create(
                CultureInfo.InvariantCulture,
                $"Lessons of {ScenarioFiles.LearntName} in {files.Folder} that count: {Lessons.All.Count}."));
        }
    }

    /// <summary>Where to look besides why no scenario of a resource can be made; null for nowhere.</summary>
    public string? DoubtOf(ApiResource resource) => _recalled.Contains(resource.Segment)
        ? $"lessons of {ScenarioFiles.LearntName} count for it, which may not hold: delete that file, or its lines of {resource.Segment}"
        : null;

    /// <summary>Makes the scenarios, with descriptors that the server has.</summary>
    /// <param name="create">True to create a descriptor of each type that they have to name and of which the server has none.</param>
    /// <exception cref="BatchPerfException">The server is away.</exception>
    public async Task<MadeScenarios> MakeAsync(bool create)
    {
        _descriptors?.ReadFailedAgain();
        while (true)
        {
            var known = new KnownDescriptors(
                _model.Descriptors,
                _descriptors?.Values ?? new Dictionary<string, IReadOnlyList<string>>());
            var used = new UsedDescriptors(_model.Descriptors, known, type => _descriptors?.WasAsked(type) == false);
            var made = MadeScenarios.Of(new ScenarioMaker(_model.Resources, _rules, used, _full, _reuse), Resources, Kept);
            if (_descriptors is null)
            {
                return made;
            }

            // What was read or created can bring other values into documents, and these other types.
            if (await _descriptors.ReadAsync(used.Types, _host.Stop)
                || (create && await _descriptors.CreateAsync(used.MissingTypes, _host.Stop)))
            {
                continue;
            }

            MissingDescriptors = used.MissingTypes.Where(_descriptors.Lacks)
                .Select(static type => DescriptorTypes.OwnOf(type).ToString())
                .ToHashSet(StringComparer.Ordinal);
            return made;
        }
    }

    /// <summary>
    /// Writes scenarios, fixtures and lessons, but not the mix, and moves files of scenarios that cannot be made out of the way. Fixtures
    /// of templates that are in the folder already stay in its file of fixtures; a scenario that passed stays as it was written.
    /// </summary>
    public void Write(ScenarioFiles files, MadeScenarios made)
    {
        files.Fixtures.Write(made.Fixtures);
        MoveAside(files, made);
        foreach (var (resource, scenario) in made.Scenarios.Where(s => _written.Add(s.Key) || !Kept.Has(s.Key)))
        {
            files.Write(resource.Segment + ".json", TemplateWriter.Scenario(scenario, LearntOf(scenario)));
        }

        WriteLearnt(files);
    }

    /// <summary>Adds new lessons to the folder's earlier ones, for the next time.</summary>
    public void WriteLearnt(ScenarioFiles files)
    {
        List<string> added = [.. Lessons.All.Select(static l => PlainText.Line($"{l.Segment} {l.Error}")).Where(_noted.Add)];
        if (added.Count > 0)
        {
            files.AppendLearnt(_noted.Add(_origin) ? [_origin, .. added] : added);
        }
    }

    /// <summary>Writes the mix of a preset, of which a load runs every scenario.</summary>
    /// <param name="files">The folder.</param>
    /// <param name="made">The scenarios.</param>
    /// <param name="leftOut">
    /// Resources whose records the server was not seen to take; true where it refused them, so that each would fail, false where they were
    /// not tried.
    /// </param>
    public void WriteMix(ScenarioFiles files, MadeScenarios made, IReadOnlyDictionary<ApiResource, bool> leftOut)
    {
        if (_selection.Preset is not { } preset)
        {
            return;
        }

        var weights = preset.Weights.Where(w => _model.Resources.Find(w.Segment) is { } resource
            && (made.Scenarios.ContainsKey(resource) || ScenarioSelection.IsBuiltIn(resource))
            && !leftOut.ContainsKey(resource)).ToList();
        if (weights.Count == 0)
        {
            if (files.MoveAside(Path.GetFileNameWithoutExtension(ScenarioFiles.MixName)) is { } aside)
            {
                _host.Warn($"Nothing is left to mix, so the mix from before was moved to {aside}, which no load reads.");
            }
        }
        else
        {
            var without = LeftOut("since the server did not take them", leftOut.Where(static l => l.Value))
                + LeftOut("since they were not tried out", leftOut.Where(static l => !l.Value));
            files.Write(ScenarioFiles.MixName, TemplateWriter.Mix(preset.Description + without, preset.Source, weights));
        }
    }

    private static string LeftOut(string why, IEnumerable<KeyValuePair<ApiResource, bool>> resources)
        => string.Join(", ", resources.Select(static r => r.Key.Segment)) is { Length: > 0 } names ? $" Left out, {why}: {names}." : "";

    /// <summary>A file of a resource of which no scenario can be made any more must not be loaded as if it had just been made.</summary>
    private void MoveAside(ScenarioFiles files, MadeScenarios made)
    {
        foreach (var segment in made.Impossible.Keys.Select(static r => r.Segment).Concat(_selection.Missing))
        {
            if (files.MoveAside(segment) is { } aside)
            {
                _host.Warn($"No scenario of {segment} can be made, so its file from before was moved to {aside}, which no load reads.");
            }
        }
    }

    private IReadOnlyList<string> LearntOf(MadeScenario scenario) =>
    [
        .. Lessons.All.Where(l => l.Segment == scenario.Main.Resource.Segment).Select(static l => l.Words),
        .. scenario.Before.SelectMany(parent => Lessons.All.Where(l => l.Segment == parent.Resource.Segment))
            .Select(static l => $"{l.Segment}: {l.Words}"),
    ];
}
