namespace EdFi.BatchPerf.Help.Pages;

/// <summary>A type that a cmdlet takes or returns.</summary>
internal sealed record PageType(string Name, IReadOnlyList<string> Text);
