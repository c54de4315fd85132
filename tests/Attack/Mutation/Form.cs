namespace EdFi.BatchPerf.Attack.Mutation;

/// <summary>What an input consists of, beside bytes.</summary>
[Flags]
internal enum Form
{
    /// <summary>Bytes, as every input.</summary>
    Bytes = 0,

    /// <summary>JSON, from its first brace or bracket on.</summary>
    Json = 1,

    /// <summary>Lines.</summary>
    Lines = 2,

    /// <summary>Fields between commas or blanks in each line.</summary>
    Fields = 4,
}
