namespace EdFi.BatchPerf.Help.Pages;

/// <summary>A parameter: one block of facts for all sets, or several that differ.</summary>
internal sealed record PageParameter(string Name, IReadOnlyList<string> Text, IReadOnlyList<ParameterFacts> Facts);
