namespace EdFi.BatchPerf.Help.Pages;

/// <summary>A cmdlet's page. Texts are plain, a paragraph each.</summary>
internal sealed record HelpPage
{
    public required string Name { get; init; }

    /// <summary>The file that Get-Help looks for, as the front matter names it.</summary>
    public required string HelpFile { get; init; }

    public required string Synopsis { get; init; }

    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>Names of the parameter sets, the default one first.</summary>
    public required IReadOnlyList<string> ParameterSets { get; init; }

    /// <summary>Parameters in the order in which the syntax has them: the cmdlet's own, what matters most first.</summary>
    public required IReadOnlyList<string> SyntaxOrder { get; init; }

    public required IReadOnlyList<PageExample> Examples { get; init; }

    public required IReadOnlyList<PageParameter> Parameters { get; init; }

    public required IReadOnlyList<PageType> Inputs { get; init; }

    public required IReadOnlyList<PageType> Outputs { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<PageLink> Links { get; init; }
}
