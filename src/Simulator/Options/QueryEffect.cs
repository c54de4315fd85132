namespace EdFi.BatchPerf.Simulator.Options;

/// <summary>Effect of a query field on what a server finds.</summary>
public enum QueryEffect
{
    /// <summary>Filters by it.</summary>
    Honoured,

    /// <summary>Finds nothing by it, whatever there is.</summary>
    Nothing,

    /// <summary>Looks for its value in another, optional reference of the document.</summary>
    Other,

    /// <summary>Passes over it, as if it had not been given.</summary>
    Ignored,

    /// <summary>Refuses it with 400, as a field that it does not know.</summary>
    Unknown,

    /// <summary>For a whole resource: neither lists nor reads by id show any document of it.</summary>
    Hidden,
}
