using System.Globalization;
using CsvHelper;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Files.Results;

/// <summary>Writes one result as one row, field by field in the order of <see cref="ResultTable"/>.</summary>
internal sealed class ResultRowWriter(CsvWriter csv) : IResultWriter
{
    public void WriteHeader() => csv.WriteHeader(ResultTable.Columns);

    public void Write(BatchResult result)
    {
        foreach (var field in ResultTable.All)
        {
            field.Write(result, this);
        }

        csv.EndRecord();
    }

    /// <inheritdoc/>
    /// <remarks>It holds no NUL, which readers take for damage: <see cref="PlainText"/> has made it an escape.</remarks>
    public void Text(string? value) => csv.WriteField(CsvText.Neutral(value));

    public void Name(string? value) => csv.WriteField(value);

    public void Whole(long value) => csv.WriteField(value, default, CultureInfo.InvariantCulture);

    public void Number(double value) => csv.WriteField(value, default, CultureInfo.InvariantCulture);

    public void Truth(bool value) => csv.WriteField(value);

    public void Moment(DateTimeOffset value) => csv.WriteField(value, default);

    public void Empty() => csv.WriteField(ReadOnlySpan<byte>.Empty);
}
