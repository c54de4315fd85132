using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Generation;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>A data model and what is made of it.</summary>
internal sealed class Making
{
    private readonly DescriptorTypes _types;
    private readonly Dictionary<string, IReadOnlyList<string>> _descriptors;

    public Making(byte[] resources, byte[] descriptors, params (string Type, string[] Uris)[] known)
    {
        Model = ApiModel.Read(resources, "the document");
        _types = DescriptorTypes.Read(descriptors);
        _descriptors = known.ToDictionary(static k => k.Type, static k => (IReadOnlyList<string>)k.Uris, StringComparer.Ordinal);
        Lessons = new Lessons(Rules, _types);
    }

    public ApiModel Model { get; }

    public LearntRules Rules { get; } = new();

    public Lessons Lessons { get; }

    public ScenarioMaker Maker => new(Model, Rules, new KnownDescriptors(_types, _descriptors), full: false);

    /// <summary>Makes scenarios whose parents are reused.</summary>
    public ScenarioMaker PooledMaker => new(Model, Rules, new KnownDescriptors(_types, _descriptors), full: false, reuse: true);

    public ScenarioMaker FullMaker => new(Model, Rules, new KnownDescriptors(_types, _descriptors), full: true);

    /// <summary>Of the small specification, in the style that a DMS serves or in the published one.</summary>
    public static Making Small(bool published = false, params (string Type, string[] Uris)[] known) => new(
        File.ReadAllBytes(published ? EdFi.BatchPerf.Unit.Specification.Small.PublishedResources : EdFi.BatchPerf.Unit.Specification.Small.ServedResources),
        File.ReadAllBytes(published ? EdFi.BatchPerf.Unit.Specification.Small.PublishedDescriptors : EdFi.BatchPerf.Unit.Specification.Small.ServedDescriptors),
        known);

    public ApiResource Resource(string segment) => Model.Find(segment)!;

    public MadeScenario Make(string segment) => Maker.Make(Resource(segment));

    public string Text(string segment) => TemplateWriter.Scenario(Make(segment), []);
}
