using System.Net.Sockets;

namespace EdFi.BatchPerf.Resources;

/// <summary>
/// Connections that a run may hold at once. Without it a run takes the last descriptor, and the runtime, which needs some for itself,
/// aborts
/// the process.
/// </summary>
/// <param name="most">The number; null for any.</param>
internal sealed class SocketBudget(long? most)
{
    private readonly long _most = most ?? long.MaxValue;
    private long _open;

    /// <summary>Takes one connection.</summary>
    /// <exception cref="SocketException">TooManyOpenSockets: there is none left.</exception>
    public void Take()
    {
        if (Interlocked.Increment(ref _open) > _most)
        {
            Return();
            throw new SocketException((int)SocketError.TooManyOpenSockets);
        }
    }

    /// <summary>Gives one back.</summary>
    public void Return() => Interlocked.Decrement(ref _open);
}
