namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>The documents, fixtures and keys that a string may refer to, and the list for its problems.</summary>
/// <param name="Path">The file.</param>
/// <param name="Problems">Collects the problems of the string.</param>
/// <param name="Fixtures">The fixtures of templates that <c>{{fixture.NAME.PATH}}</c> may mean.</param>
internal sealed record TemplateScope(string Path, TemplateProblems Problems, FixtureTable Fixtures)
{
    /// <summary>The document whose fields <c>{{document.…}}</c> means; null where there is none to refer to.</summary>
    public LocatedNode? Document { get; init; }

    /// <summary>True where nothing may differ from one triple to the next: in the documents of fixtures.</summary>
    public bool Constant { get; init; }

    /// <summary>True where a parent of the scenario is reused by all batches of a client.</summary>
    public bool ReusesParents { get; init; }

    /// <summary>True in the documents of such parents.</summary>
    public bool IsReused { get; init; }

    /// <summary>The fixtures of templates that were referred to.</summary>
    public HashSet<FixtureTemplate> Needs { get; init; } = [];

    /// <summary>The keys of built-in fixtures that were referred to.</summary>
    public HashSet<string> Tokens { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes down a key of built-in fixtures that was referred to.</summary>
    /// <returns>Null: nothing is wrong with it.</returns>
    public string? Uses(string token)
    {
        Tokens.Add(token);
        return null;
    }

    public void Add(int line, string what) => Problems.Add(Path, line, what);
}
