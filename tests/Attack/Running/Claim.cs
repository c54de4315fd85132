using System.Runtime.CompilerServices;

namespace EdFi.BatchPerf.Attack.Running;

/// <summary>What has to hold of everything that a reader understood.</summary>
internal static class Claim
{
    public static void Sum(bool holds, [CallerArgumentExpression(nameof(holds))] string? what = null) =>
        Hold(holds, Deception.ImpossibleSum, what);

    public static void Success(bool holds, [CallerArgumentExpression(nameof(holds))] string? what = null) =>
        Hold(holds, Deception.WrongSuccess, what);

    /// <inheritdoc cref="Ledger(long, long, long, long, long, long)"/>
    public static void Ledger(BatchResult result) => Ledger(
        result.OperationCount,
        result.OperationsCommitted,
        result.OperationsRolledBack,
        result.OperationsFailed,
        result.OperationsNotAttempted,
        result.OperationsUnknown);

    /// <summary>sent = committed + rolled back + failed + not attempted + unknown, none of them below 0.</summary>
    public static void Ledger(long sent, long committed, long rolledBack, long failed, long notAttempted, long unknown)
    {
        Sum(Math.Min(Math.Min(Math.Min(committed, rolledBack), Math.Min(failed, notAttempted)), unknown) >= 0);
        Sum((Int128)sent == (Int128)committed + rolledBack + failed + notAttempted + unknown);
    }

    private static void Hold(bool holds, Deception kind, string? what)
    {
        if (!holds)
        {
            throw new DeceptionException(kind, $"Does not hold: {what}");
        }
    }
}
