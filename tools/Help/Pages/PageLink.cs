namespace EdFi.BatchPerf.Help.Pages;

/// <summary>What else to read: a topic that Get-Help knows, whose address is empty, or a page elsewhere.</summary>
internal sealed record PageLink(string Text, string Address);
