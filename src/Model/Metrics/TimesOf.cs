namespace EdFi.BatchPerf;

/// <summary>Which requests' times the response and service times of a row are.</summary>
public enum TimesOf
{
    /// <summary>Of all requests, failures among them, as version 0.1 and Locust have them: a server that refuses fast looks fast.</summary>
    All,

    /// <summary>Of successes; those of failures have figures of their own.</summary>
    Successes,
}
