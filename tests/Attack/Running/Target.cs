using EdFi.BatchPerf.Attack.Mutation;

namespace EdFi.BatchPerf.Attack.Running;

/// <summary>Something that reads what others may have damaged or forged: a row of <see cref="Targets.TargetTable"/>.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Form">What its inputs are.</param>
/// <param name="Inputs">Undamaged inputs; each is read before it is damaged.</param>
/// <param name="Read">Reads one input with the project's own code.</param>
internal sealed record Target(string Name, Form Form, IReadOnlyList<byte[]> Inputs, Func<byte[], Reading> Read)
{
    /// <summary>Bytes that reading may allocate whatever the input, on the thread that reads.</summary>
    public long AllocatedAtMost { get; init; } = 2_000_000;

    /// <summary>Bytes that reading may allocate beyond that for each byte of the input.</summary>
    public int AllocatedPerByte { get; init; } = 400;

    /// <summary>Mutations of the short attack.</summary>
    public int ShortMutations { get; init; } = 2_000;

    /// <summary>Why the short attack leaves it out, since today it does not hold; null where it holds.</summary>
    public string? NotYet { get; init; }

    public override string ToString() => Name;
}
