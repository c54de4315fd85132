namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>A property of a JSON object and the line of its name.</summary>
internal sealed record LocatedProperty(string Name, int Line, LocatedNode Value);
