using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>A JSON value that knows on which line of its file it begins.</summary>
internal sealed class LocatedNode
{
    public required JsonValueKind Kind { get; init; }

    /// <summary>Line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The value of a string, number, true or false; null otherwise.</summary>
    public JsonNode? Scalar { get; init; }

    public IReadOnlyList<LocatedProperty> Properties { get; init; } = [];

    public IReadOnlyList<LocatedNode> Items { get; init; } = [];

    public string? Text => Kind == JsonValueKind.String ? (string?)Scalar : null;

    public bool IsScalar => Scalar is not null;

    public LocatedProperty? Property(string name) => Properties.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));

    /// <summary>The node at a path with dots; null where there is none.</summary>
    public LocatedNode? At(string path)
        => path.Split('.').Aggregate((LocatedNode?)this, static (node, name) => node?.Property(name)?.Value);

    /// <summary>
    /// Paths of all scalars outside arrays, each of which <see cref="At"/> finds: without names that hold a dot, and of a name that is
    /// there twice the first.
    /// </summary>
    public IEnumerable<string> ScalarPaths() => Properties
        .Where(static p => !p.Name.Contains('.', StringComparison.Ordinal))
        .DistinctBy(static p => p.Name, StringComparer.Ordinal)
        .SelectMany(static p => p.Value.IsScalar ? [p.Name] : p.Value.ScalarPaths().Select(rest => $"{p.Name}.{rest}"));
}
