namespace EdFi.BatchPerf.Documents.ReadingBack;

/// <summary>Observed effect of a query field, by a document that is known to be there.</summary>
internal enum QuerySight
{
    /// <summary>Nothing is known yet.</summary>
    NotTried,

    /// <summary>The query finds that document.</summary>
    Finds,

    /// <summary>The query finds that document among others that do not have the value.</summary>
    Ignored,

    /// <summary>The query does not find that document.</summary>
    FindsNothing,

    /// <summary>The server refuses it.</summary>
    Refused,

    /// <summary>No document of the resource was shown by which it could have been tried.</summary>
    NoControl,
}
