namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Sorts of template files.</summary>
internal enum TemplateKind
{
    /// <summary>A scenario, whose documents are sent.</summary>
    Scenario,

    /// <summary>Documents that scenarios stand on: made once, never part of the load.</summary>
    Fixtures,

    /// <summary>Which scenarios run by default, and how often each.</summary>
    Mix,
}
