namespace EdFi.BatchPerf.Files.Results;

/// <summary>Source of a result's values: a row of a CSV file, or an object that was stored and read back.</summary>
/// <remarks>Each method throws a <see cref="BatchPerfException"/> that names the field where the value does not fit it.</remarks>
internal interface IResultReader
{
    /// <summary>True where there is no value: an empty cell, null, or no such column.</summary>
    bool IsEmpty(ResultField field);

    /// <summary>A text; null where there is none.</summary>
    string? Text(ResultField field);

    /// <summary>A whole number.</summary>
    long Whole(ResultField field);

    /// <summary>A number.</summary>
    double Number(ResultField field);

    /// <summary>True or false.</summary>
    bool Truth(ResultField field);

    /// <summary>A moment, from the column of <see cref="ResultField.Exact"/> where there is one.</summary>
    DateTimeOffset Moment(ResultField field);

    /// <summary>A value with a name.</summary>
    T Name<T>(ResultField field, EnumNames<T> names)
        where T : struct, Enum;
}
