using System.Net;
using System.Net.Sockets;

namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>
/// Opens a listening socket on 127.0.0.1 only. (Kestrel cannot be loaded into PowerShell; HttpListener reads bodies to their end before
/// it lets a connection go, on a thread of the pool that the load needs.)
/// </summary>
internal static class LoopbackListener
{
    /// <summary>Connections that wait in the system, which cost this process neither a file descriptor nor time.</summary>
    private const int Backlog = 32;

    /// <summary>Listens.</summary>
    /// <param name="port">0 for a free one.</param>
    /// <exception cref="BatchPerfException"><c>DashboardPortTaken</c>.</exception>
    public static (Socket Listener, int Port) Open(int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                listener.ExclusiveAddressUse = true; // elsewhere it would also keep out the next run, as long as old connections linger
            }

            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            listener.Listen(Backlog);
            return (listener, ((IPEndPoint)listener.LocalEndPoint!).Port);
        }
        catch (SocketException exception)
        {
            listener.Dispose();
            throw new BatchPerfException(
                "DashboardPortTaken",
                ProblemKind.InvalidInput,
                $"The dashboard cannot listen on port {port} of this machine: {exception.Message}",
                $"Give another {new OptionKey("DashboardPort")}, or none for a free one.",
                exception);
        }
    }
}
