using System.Net.Sockets;

namespace EdFi.BatchPerf.Resources;

/// <summary>A connection's stream, which gives its place in the budget back when it is closed.</summary>
internal sealed class BudgetedStream(Socket socket, SocketBudget budget) : NetworkStream(socket, ownsSocket: true)
{
    private int _returned;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Interlocked.Exchange(ref _returned, 1) == 0)
        {
            budget.Return();
        }
    }
}
