using System.Globalization;

namespace EdFi.BatchPerf.Batches;

/// <summary>Operations and resources of a batch, position by position, against which its answer is judged.</summary>
public sealed class BatchShape
{
    private readonly OperationKind[] _ops;
    private readonly string[] _resources;
    private readonly byte[][] _resourcesUtf8;
    private readonly byte[]?[] _usualOutcomes;

    /// <summary>Describes a batch of the given operations in the given order.</summary>
    public BatchShape(IReadOnlyList<(OperationKind Op, string Resource)> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        _ops = [.. operations.Select(static o => o.Op)];
        _resources = [.. operations.Select(static o => o.Resource)];
        var encoded = _resources.Distinct(StringComparer.Ordinal)
            .ToDictionary(static r => r, System.Text.Encoding.UTF8.GetBytes, StringComparer.Ordinal);
        _resourcesUtf8 = [.. _resources.Select(r => encoded[r])];
        _usualOutcomes = new byte[_ops.Length][];
    }

    /// <summary>Number of operations.</summary>
    public int Count => _ops.Length;

    /// <summary>The operation at a position, from 0.</summary>
    public OperationKind Op(int index) => _ops[index];

    /// <summary>The resource at a position, from 0.</summary>
    public string Resource(int index) => _resources[index];

    /// <summary>
    /// Number of operations of each kind, by resource: <c>students: 10 create, 10 update, 10 delete; sections: 1 create</c>.
    /// </summary>
    public override string ToString()
    {
        const int Most = 8;
        var resources = Enumerable.Range(0, Count).GroupBy(Resource, StringComparer.Ordinal).ToList();
        var told = resources.Take(Most).Select(of => $"{of.Key}: "
            + string.Join(", ", of.GroupBy(Op).Select(static ops => string.Create(
                CultureInfo.InvariantCulture,
                $"{ops.Count():#,0} {ops.Key.ToString().ToLowerInvariant()}"))));
        return string.Join("; ", told)
            + (resources.Count > Most ? string.Create(CultureInfo.InvariantCulture, $"; {resources.Count - Most:#,0} more resources") : "");
    }

    internal ReadOnlySpan<byte> ResourceUtf8(int index) => _resourcesUtf8[index];

    /// <summary>See <see cref="UsualAnswer.Outcome"/>; made when first asked for.</summary>
    internal ReadOnlySpan<byte> UsualOutcome(int index) =>
        _usualOutcomes[index] ??= UsualAnswer.Outcome(index, _ops[index], _resources[index]);
}
