namespace EdFi.BatchPerf;

/// <summary>Requests that the response and service times of a row cover.</summary>
public enum TimesOf
{
    /// <summary>Of all requests, failures among them, as version 0.1 and Locust have them: a server that refuses fast looks fast.</summary>
    All,

    /// <summary>Of successes; those of failures have figures of their own.</summary>
    Successes,
}
