namespace EdFi.BatchPerf.Help.Pages;

/// <summary>A related command or page; the address is empty for a command.</summary>
internal sealed record PageLink(string Text, string Address);
