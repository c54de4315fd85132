namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Sorts of parts of a template's string.</summary>
internal enum TextPartKind
{
    /// <summary>Text as it is.</summary>
    Literal,

    /// <summary>The natural key.</summary>
    Key,

    /// <summary>A fixture's key.</summary>
    Fixture,

    /// <summary>A value of the created document.</summary>
    Document,

    /// <summary>Made up by Bogus.</summary>
    Bogus,
}
