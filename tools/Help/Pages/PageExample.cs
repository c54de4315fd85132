namespace EdFi.BatchPerf.Help.Pages;

/// <summary>An example: its title, the code, and what is said about it.</summary>
internal sealed record PageExample(string Title, string Code, IReadOnlyList<string> Remarks);
