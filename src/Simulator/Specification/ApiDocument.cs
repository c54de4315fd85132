using System.Text.Json;

namespace EdFi.BatchPerf.Simulator.Specification;

/// <summary>An OpenAPI document of resources or descriptors: its content, and its text.</summary>
/// <param name="Resources">The resources that can be written, in the order of their paths.</param>
/// <param name="FlagsReferences">
/// True where references that are part of an identity are flagged, as a DMS does it; the published specifications never do.
/// </param>
/// <param name="Version">The version that it gives itself, such as 5.0.</param>
/// <param name="Text">The document, UTF-8.</param>
internal sealed record ApiDocument(IReadOnlyList<ApiResource> Resources, bool FlagsReferences, string Version, byte[] Text)
{
    private static readonly Lazy<ApiDocument> BuiltInOnce = new(ReadBuiltIn);

    /// <summary>The resources that the simulator has of itself; the last component is that of every descriptor.</summary>
    public static ApiDocument BuiltIn => BuiltInOnce.Value;

    /// <summary>Properties of a descriptor where no document describes it.</summary>
    public static ApiObject Descriptor { get; } = ReadDescriptor();

    private static ApiDocument ReadBuiltIn() => ApiReader.Read(BuiltInText(), "the built-in specification");

    private static ApiObject ReadDescriptor()
    {
        using var json = JsonDocument.Parse(BuiltInText());
        return new ComponentReader(json.RootElement, "the built-in specification").Component("EdFi_Descriptor");
    }

    private static byte[] BuiltInText()
    {
        using var stream = typeof(ApiDocument).Assembly.GetManifestResourceStream("resources.json")!;
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return text;
    }
}
