namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>The fields of one object, found by their UTF-8 names without allocating.</summary>
internal sealed class FieldSet(Field[] fields)
{
    /// <summary>The most fields that an object may have.</summary>
    public const int MostFields = 64;

    public Field[] Fields { get; } = fields;

    /// <summary>The position of a field, or -1; the search begins at <paramref name="hint"/>, where it mostly ends.</summary>
    public int Find(ReadOnlySpan<byte> name, int hint)
    {
        for (var i = 0; i < Fields.Length; i++)
        {
            var position = hint + i;
            position = position < Fields.Length ? position : position - Fields.Length;
            if (name.SequenceEqual(Fields[position].Utf8Name))
            {
                return position;
            }
        }

        return -1;
    }
}
