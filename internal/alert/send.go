package alert

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/openreadout/readout/internal/netguard"
	"github.com/openreadout/readout/internal/store"
)

const (
	tries       = 4 // of a batch in a run; the next run goes on
	firstWait   = time.Second
	mostWait    = time.Minute
	commandTime = time.Minute
)

// secretPrefix marks a key as that of a webhook.
const secretPrefix = "whsec_"

// NewSecret makes the key of a webhook's signatures.
func NewSecret() string {
	b := make([]byte, 32)
	rand.Read(b) // never fails: crypto/rand ends the program instead
	return secretPrefix + base64.StdEncoding.EncodeToString(b)
}

// Sign returns the signature of a message, as Standard Webhooks has it (standardwebhooks.com, «v1»): the HMAC-SHA256
// of id, time and body by the key.
func Sign(secret, id string, at time.Time, body []byte) string {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretPrefix))
	if err != nil {
		key = []byte(secret)
	}
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%d.", id, at.Unix())
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// webhook posts what the webhook does not have yet.
func (r *Runner) webhook(ctx context.Context, a store.Alert, rep *Report) error {
	if a.Webhook == "" {
		return nil
	}
	return r.each(ctx, a, "webhook", rep, func(m *Message) error {
		body, err := json.Marshal(m)
		if err != nil {
			return err
		}
		wait := firstWait
		for try := 1; ; try++ {
			again, err := r.post(ctx, a, m.ID, body)
			if err == nil || again < 0 || try == tries {
				return err
			}
			if err := r.sleep(ctx, min(max(again, wait), mostWait)); err != nil {
				return err
			}
			wait *= 4
		}
	})
}

// post sends a body once. With an error it returns how long to wait at least before the next try, below 0 for ever.
func (r *Runner) post(ctx context.Context, a store.Alert, id string, body []byte) (time.Duration, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.Webhook, bytes.NewReader(body))
	if err != nil {
		return -1, err
	}
	now := r.now()
	for name, value := range map[string]string{"Content-Type": "application/json", "User-Agent": "readout", "Webhook-Id": id, "Webhook-Timestamp": strconv.FormatInt(now.Unix(), 10), "Webhook-Signature": Sign(a.Secret, id, now, body)} {
		req.Header.Set(name, value)
	}
	resp, err := r.Client.Do(req)
	if _, refused := netguard.IsRefused(err); refused {
		return -1, err
	}
	if err != nil {
		return 0, err
	}
	io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10)) // so that the connection can be used again
	resp.Body.Close()
	switch {
	case resp.StatusCode >= 200 && resp.StatusCode < 300:
		return 0, nil
	case resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode == http.StatusRequestTimeout || resp.StatusCode >= 500:
		seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After")) // a date, which few send, waits as if nothing were said
		return time.Duration(seconds) * time.Second, errors.New("the receiver answers " + resp.Status)
	}
	return -1, errors.New("the receiver answers " + resp.Status)
}

func (r *Runner) sleep(ctx context.Context, d time.Duration) error {
	if r.Sleep != nil {
		return r.Sleep(ctx, d)
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// command runs the command line with what it does not have yet on its standard input, a record a line.
func (r *Runner) command(ctx context.Context, a store.Alert, rep *Report) error {
	if a.Command == "" {
		return nil
	}
	return r.each(ctx, a, "command", rep, func(m *Message) error {
		var in, out bytes.Buffer
		enc := json.NewEncoder(&in)
		enc.SetEscapeHTML(false)
		for _, x := range m.Records {
			if err := enc.Encode(x); err != nil {
				return err
			}
		}
		ctx, cancel := context.WithTimeout(ctx, commandTime)
		defer cancel()
		c := shell(ctx, a.Command)
		c.Stdin, c.Stdout, c.Stderr = &in, &out, &out
		c.Env = append(os.Environ(), "READOUT_ALERT="+a.Name, "READOUT_ID="+m.ID)
		c.WaitDelay = 5 * time.Second // for what the command has begun and left behind
		if err := c.Run(); err != nil {
			return fmt.Errorf("%w: %s", err, strings.Join(strings.Fields(out.String()[:min(out.Len(), 500)]), " "))
		}
		return nil
	})
}

// shell is a command line as the system runs it.
func shell(ctx context.Context, line string) *exec.Cmd {
	if runtime.GOOS == "windows" {
		return exec.CommandContext(ctx, "cmd", "/C", line)
	}
	return exec.CommandContext(ctx, "sh", "-c", line)
}
