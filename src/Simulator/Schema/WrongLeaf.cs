using EdFi.BatchPerf.Simulator.Specification;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>A value of the references to a resource that the server takes under another name than its metadata say.</summary>
/// <param name="Resource">The resource that is referred to, such as programs.</param>
/// <param name="Leaf">The value as the metadata name it.</param>
/// <param name="Name">The value as the server takes it.</param>
internal sealed record WrongLeaf(string Resource, string Leaf, string Name)
{
    /// <summary>Reads <c>programs.programName=title</c>, several separated by ';'.</summary>
    /// <exception cref="SpecificationException">A part of the text has another form.</exception>
    public static IReadOnlyList<WrongLeaf> Parse(string text) =>
    [
        .. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(static part =>
            part.Split('=') is [var place, { Length: > 0 } name] && place.Split('.') is [{ Length: > 0 } resource, { Length: > 0 } leaf]
                ? new WrongLeaf(resource, leaf, name)
                : throw new SpecificationException($"'{part}' is not of the form resource.leaf=name.")),
    ];
}
