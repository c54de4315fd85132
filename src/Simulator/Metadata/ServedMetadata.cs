using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.Specification;

namespace EdFi.BatchPerf.Simulator.Metadata;

/// <summary>The documents in which a server describes itself, and the definitions compiled from them.</summary>
internal sealed class ServedMetadata
{
    private readonly ApiDocument _resources;
    private readonly ApiDocument? _descriptors;
    private readonly byte[]? _dependencies;

    private ServedMetadata(ApiDocument resources, ApiDocument? descriptors, byte[]? dependencies, IReadOnlyList<WrongLeaf> wrongLeaves)
    {
        (_resources, _descriptors, _dependencies) = (resources, descriptors, dependencies);
        Catalog = new(resources, descriptors, wrongLeaves);
    }

    public ResourceCatalog Catalog { get; }

    /// <summary>The version of the data standard: the document's own where it is one, such as 5.0.</summary>
    public string DataStandard => Version.TryParse(_resources.Version, out var version) ? $"{version.Major}.{version.Minor}" : "5.1";

    /// <summary>The projects beside the core, such as tpdm.</summary>
    public IEnumerable<string> Extensions => Catalog.Resources.Select(static r => r.Project).Where(static p => p != "ed-fi").Distinct();

    /// <summary>Reads the files that the options name; the built-in resources where they name none.</summary>
    /// <exception cref="SpecificationException">A file cannot be read or understood.</exception>
    public static ServedMetadata Read(SimulatorOptions options) => new(
        options.Openapi.Length == 0 ? ApiDocument.BuiltIn : ReadDocument(options.Openapi),
        options.OpenapiDescriptors.Length == 0 ? null : ReadDocument(options.OpenapiDescriptors),
        options.Dependencies.Length == 0 ? null : SpecificationFile.Read(options.Dependencies),
        WrongLeaf.Parse(options.WrongLeaf));

    /// <summary>The OpenAPI document of resources.</summary>
    public byte[] Resources(string server, ServedStyle style) => ServedText.Write(_resources.Text, server, style);

    /// <summary>The OpenAPI document of descriptors.</summary>
    public byte[] Descriptors(string server, ServedStyle style) =>
        ServedText.Write(_descriptors?.Text ?? DescriptorText.Write(Catalog.Descriptors), server, style);

    /// <summary>The order in which resources can be filled.</summary>
    public byte[] Dependencies() => _dependencies ?? DependencyOrder.Write(Catalog);

    private static ApiDocument ReadDocument(string path) => ApiReader.Read(SpecificationFile.Read(path), path);
}
