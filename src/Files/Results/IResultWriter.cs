namespace EdFi.BatchPerf.Files.Results;

/// <summary>Takes the values of a result, field after field.</summary>
internal interface IResultWriter
{
    /// <summary>A text that may come from a server; null for none.</summary>
    void Text(string? value);

    /// <summary>The name of a value; null for none.</summary>
    void Name(string? value);

    /// <summary>A whole number.</summary>
    void Whole(long value);

    /// <summary>A number.</summary>
    void Number(double value);

    /// <summary>True or false.</summary>
    void Truth(bool value);

    /// <summary>A moment.</summary>
    void Moment(DateTimeOffset value);

    /// <summary>No value.</summary>
    void Empty();
}
